import type { TransactionSql } from 'postgres';
import { isBlank } from '../mapping/field.ts';
import { versionOf } from '../mapping/tables/users/users.ts';
import type { Refusal, Run } from './run.ts';
import { BEFORE_ALL } from './source.ts';
import { inTransaction } from './transaction.ts';

const AT_ONCE = 100;

/**
 * Names the managers of gyms, who came over after them. Whoever changed a gym here keeps what they wrote.
 * Answers the gyms that stay without theirs, since they are held back; one whose manager was deleted there
 * has none.
 */
export async function setManagers({ target, source, dry, known }: Run): Promise<Refusal[]> {
  const named = await source.unsafe<{ gym: number; manager: number; stays: boolean }[]>(`
    select g.id as gym, g.manager_id as manager, ${isBlank('u.deleted_at')} as stays from gyms g
    join users u on u.id = g.manager_id order by g.id`);
  const staying = named.filter(({ stays }) => stays).map(({ manager }) => manager);
  const accepted = known.accepted.users ?? [];
  const here = await target<{ gym: number; manager: number; is_held: boolean; differs: boolean }[]>`
    select g.legacy_id as gym, n.manager, u.id is null and exists (
        select from private.imported_rows h where h.legacy_table = 'users'
          and h.legacy_id = n.manager and h.reason is not null) as is_held,
      n.manager = any (${staying}::integer[]) and u.id is not null and g.manager_id is distinct from u.id
        and g.updated_at = l.version as differs
    from unnest(${named.map(({ gym }) => gym)}::integer[],
      ${named.map(({ manager }) => manager)}::integer[]) n (gym, manager)
    join public.gyms g on g.legacy_id = n.gym
    join private.imported_rows l
      on l.legacy_table = 'gyms' and l.legacy_id = n.gym and l.reason is null
    left join public.users u on u.legacy_id = n.manager and u.deleted_at is null`;
  for (const { gym, manager } of here.filter(({ differs }) => differs)) {
    if (dry) continue;
    await inTransaction(target, async (tx) => {
      await tx`update public.gyms g set manager_id = u.id from public.users u
        where g.legacy_id = ${gym} and u.legacy_id = ${manager}`;
      await tx`update private.imported_rows l set version = g.updated_at from public.gyms g
        where l.legacy_table = 'gyms' and l.legacy_id = ${gym} and g.legacy_id = ${gym}`;
      await tx`update private.imported_rows l set version = ${tx.unsafe(versionOf('u'))}
        from public.users u
        where l.legacy_table = 'users' and l.legacy_id = ${manager} and u.legacy_id = ${manager}`;
    });
  }
  const missing = dry
    ? named.filter(({ gym, manager }) =>
      (known.accepted.gyms ?? []).includes(gym) && !accepted.includes(manager) &&
      (known.held.users ?? []).includes(manager)
    )
    : here.filter(({ is_held }) => is_held);
  return missing.map(({ gym, manager }) => ({
    table: 'gyms',
    id: gym,
    reason: 'held_back_reference',
    column: 'manager_id',
    detail: `users ${manager}`,
  }));
}

/**
 * Erases who was deleted there: their history is here by now, and goes the way of every erasure. The moment
 * of their deletion is kept, so that a token from before does not bring them back. Who has been here since
 * stays.
 */
export async function eraseDeparted({ target, source }: Run): Promise<void> {
  let after = BEFORE_ALL;
  for (;;) {
    const page = await source.unsafe<{ id: number; subject: string | null; at: string }[]>(`
      select u.id, nullif(btrim(u.clerk_user_id), '') as subject, u.deleted_at::text as at
      from users u where not (${isBlank('u.deleted_at')}) and u.id > ${after}
      order by u.id limit 1000`);
    if (page.length === 0) return;
    after = page.at(-1)!.id;
    const standing = await target<{ id: number }[]>`
      select u.legacy_id as id from public.users u
      join private.imported_rows l on l.legacy_table = 'users' and l.legacy_id = u.legacy_id
      where u.legacy_id = any (${page.map(({ id }) => id)}::integer[]) and u.deleted_at is null
        and l.reason is null and l.version = ${target.unsafe(versionOf('u'))}`;
    const ids = new Set(standing.map(({ id }) => id));
    const going = page.filter(({ id }) => ids.has(id));
    for (let from = 0; from < going.length; from += AT_ONCE) {
      await erase(target, going.slice(from, from + AT_ONCE));
    }
  }
}

async function erase(
  target: Run['target'],
  people: readonly { id: number; subject: string | null; at: string }[],
): Promise<void> {
  const ids = people.map(({ id }) => id);
  await inTransaction(target, async (tx) => {
    await tx`set local timezone = 'UTC'`;
    const standing = await standingOf(tx, ids);
    await tx`update public.users u set subject = d.subject, provider = 'clerk'
      from unnest(${ids}::integer[], ${
      people.map(({ subject }) => subject)
    }::text[]) d (id, subject)
      where u.legacy_id = d.id and d.subject is not null and not exists (
        select from public.users x where x.subject = d.subject and x.deleted_at is null)`;
    await tx`select count(e.*) from unnest(${ids}::integer[], ${people.map(({ at }) => at)}::text[])
        d (id, at)
      join public.users u on u.legacy_id = d.id
      cross join lateral private.erase_user(u.id, d.at::timestamptz) e`;
    await tx`update private.imported_rows l set version = ${tx.unsafe(versionOf('u'))}
      from public.users u where l.legacy_table = 'users' and l.legacy_id = u.legacy_id
        and u.legacy_id = any (${ids}::integer[])`;
    for (const { table, target, rows } of standing) {
      await tx.unsafe(`update private.imported_rows l set version = t.updated_at
        from public.${target} t where l.legacy_table = '${table}' and l.legacy_id = t.legacy_id
          and t.legacy_id = any ('{${rows.join(',')}}') and l.version <> t.updated_at`);
    }
  });
}

/** Where an erasure takes a name out of what others have. */
const NAMING = [
  ['gyms', 'gyms', 'manager_id'],
  ['class', 'classes', 'instructor_id'],
  ['class', 'classes', 'created_by'],
  ['notifications', 'notifications', 'sent_by'],
] as const;

/** Rows that name these people and are as they came: what the import itself does to them is no change. */
const standingOf = (tx: TransactionSql, ids: readonly number[]) =>
  Promise.all(NAMING.map(async ([table, target, column]) => {
    const rows = await tx.unsafe<{ id: number }[]>(`
      select t.legacy_id as id from public.users u
      join public.${target} t on t.${column} = u.id
      join private.imported_rows l on l.legacy_table = '${table}' and l.legacy_id = t.legacy_id
        and l.reason is null and l.version = t.updated_at
      where u.legacy_id = any ('{${ids.join(',')}}')`);
    return { table, target, rows: rows.map(({ id }) => id) };
  }));
