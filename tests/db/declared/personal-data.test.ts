import { randomUUID } from 'node:crypto';
import { getTableConfig, type PgColumn } from 'drizzle-orm/pg-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/caller.ts';
import type { Claim } from '../../../src/db/declare/personal-data.ts';
import { eraseMe } from '../../../src/identity/privacy/erase-me.ts';
import { exportUser } from '../../../src/identity/privacy/export-user.ts';
import { userExportOf } from '../../../src/identity/privacy/user-export.ts';
import { personalParts } from '../../../supabase/functions/identity/personal-parts.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { subjectOf } from '../../access/world/actors.ts';
import { idOf } from '../../access/world/ids.ts';
import { populate } from '../../access/world/world.ts';

const under = useDoor();

interface Declared extends Claim {
  /** `schema.table` and the column that says whose a row is. */
  table: string;
  column: string;
  columns: PgColumn[];
}

const declared: Declared[] = personalParts.flatMap(({ personal }) => personal)
  .flatMap(({ table, claims }) => {
    const { name, schema = 'public', columns } = getTableConfig(table);
    return Object.entries(claims).map(([column, claim]) => ({
      ...{ ...claim, table: `${schema}.${name}`, column, columns },
    }));
  });

const userId = idOf('users.student');
const subject = subjectOf('student');
const caller: Caller = { userId, subject, provider: 'supabase', claims: { sub: subject } };
const asCaller = () => under.door.asCaller(caller.claims);

/** What stands in a column that says whose a row is. */
const mine = ({ column }: Declared) => column === 'subject' ? subject : userId;

const rowsOf = async (claim: Declared, whose: 'mine' | 'others') => {
  const { admin } = under;
  const own = admin`${admin(claim.column)} is not distinct from ${mine(claim)}`;
  const rows = await admin<{ row: Record<string, unknown> }[]>`
    select to_jsonb(t) as row from ${admin(claim.table)} t
    where ${whose === 'mine' ? own : admin`not (${own})`} order by to_jsonb(t)::text`;
  return rows.map(({ row }) => row);
};

/** What may change in a row that is kept: when it ended, and what the database makes of that. */
const follows = ({ erase, columns, table }: Declared) =>
  Object.fromEntries([
    ['updated_at', null],
    // Of an account that covers nobody any more.
    ...(table === 'public.dues_accounts' ? [['ends_on', null], ['changes_on', null]] : []),
    ...('ends' in erase ? [[erase.ends, null]] : []),
    ...columns.filter(({ generated }) => generated).map(({ name }) => [name, null]),
  ]);

const cleared = ({ erase }: Declared): readonly string[] => 'clear' in erase ? erase.clear : [];

/** Makes a row of somebody else's the person's own, where the world has none. */
const takeOne = ({ table, column }: Declared) =>
  under.admin`update ${under.admin(table)} set ${under.admin(column)} = ${userId}
    where ctid = (select min(ctid) from ${under.admin(table)})`;

/** What stands for something in a column that has a form. */
const formed: Record<string, string> = {
  timezone: 'UTC',
  ...{ image_url: 'https://something.test', phone: '+5511999998888', birth_date: '2000-01-01' },
  checked_in_by: idOf('users.deputy'),
  awarded_by: idOf('users.deputy'),
  context: '{"some":"thing"}',
  details: '{"some":"thing"}',
  citations: JSON.stringify([{
    ...{ chunk_id: randomUUID(), document_id: randomUUID(), title: 'something', heading: null },
    ...{ quote: 'something', start_offset: 0, end_offset: 9 },
  }]),
};

/** Something in every column that an erasure is to clear, so that its being gone says something. */
async function fill(claim: Declared): Promise<void> {
  const { admin } = under;
  for (const column of claim.columns.filter(({ name }) => cleared(claim).includes(name))) {
    if (column.name === claim.column) continue;
    const type = column.getSQLType();
    const value = column.enumValues?.[0] ?? formed[column.name] ??
      (/^timestamp/.test(type) ? '2000-01-01' : 'something');
    await admin`update ${admin(claim.table)} set ${admin(column.name)} =
      ${value}::text::${admin.unsafe(type)} where ${admin(claim.column)} = ${mine(claim)}`;
  }
}

const isEmpty = (value: unknown) => ['null', '""', '[]', '{}'].includes(JSON.stringify(value));

const before = new Map<
  Declared,
  { mine: Record<string, unknown>[]; others: Record<string, unknown>[] }
>();
let exported: Record<string, unknown>;

beforeAll(async () => {
  const { admin } = under;
  await populate(admin);
  // History, not changes that the triggers would act on.
  await admin`set session_replication_role = replica`;
  await admin`update gyms set manager_id = ${userId} where id = ${idOf('gyms.west')}`;
  // What others say of somebody's words goes with those words.
  await admin`delete from post_reports r using posts p where p.id = r.post_id
    and r.reporter_id <> ${userId} and (p.author_id = ${userId}
      or r.comment_id in (select id from comments where author_id = ${userId}))`;
  await admin`delete from comments c using posts p
    where p.id = c.post_id and p.author_id = ${userId} and c.author_id <> ${userId}`;
  for (const claim of declared) {
    if ((await rowsOf(claim, 'mine')).length === 0) await takeOne(claim);
    await fill(claim);
  }
  // Who waits would be moved up.
  await admin`delete from check_ins where status = 'waiting'`;
  await admin`set session_replication_role = origin`;
  exported = await exportUser({ db: asCaller(), caller, parts: personalParts });
  for (const claim of declared) {
    before.set(claim, { mine: await rowsOf(claim, 'mine'), others: await rowsOf(claim, 'others') });
  }
  expect(await eraseMe({ db: asCaller(), caller, parts: personalParts })).toMatchObject({
    gyms_without_manager: [{ id: idOf('gyms.west'), name: 'west' }],
  });
});

describe('personal data', () => {
  it('is declared for every foreign key to users', async () => {
    const keys = await under.admin<{ key: string }[]>`
      select n.nspname || '.' || c.relname || '.' || a.attname as key
      from pg_constraint f join pg_class c on c.oid = f.conrelid
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any (f.conkey)
      where f.contype = 'f' and f.confrelid = 'public.users'::regclass`;
    const claims = declared.map(({ table, column }) => `${table}.${column}`);
    expect(keys.length).toBeGreaterThan(10);
    expect(keys.map(({ key }) => key).filter((key) => !claims.includes(key))).toEqual([]);
    expect(new Set(claims).size).toBe(claims.length);
  });

  it('is exported under the keys it names, which are those of the contract', () => {
    const keys = new Set(Object.keys(userExportOf(personalParts).shape));
    const named = declared.flatMap((claim) =>
      typeof claim.export === 'string' ? [claim.export] : []
    );
    expect(new Set(['exported_at', ...named])).toEqual(keys);
    expect(new Set(Object.keys(exported))).toEqual(keys);
    for (const key of named) expect(isEmpty(exported[key]), key).toBe(false);
  });

  describe.each(declared)('of $table by $column', (claim) => {
    it('was there', () => {
      expect(before.get(claim)!.mine).not.toEqual([]);
      for (const row of before.get(claim)!.mine) {
        for (const column of cleared(claim)) expect(isEmpty(row[column]), column).toBe(false);
      }
    });

    it('is erased as declared', async () => {
      const { erase } = claim;
      if ('delete' in erase) return expect(await rowsOf(claim, 'mine')).toEqual([]);
      for (const row of before.get(claim)!.mine) {
        const [found] = await under.admin<{ now: Record<string, unknown> }[]>`
          select to_jsonb(t) as now from ${under.admin(claim.table)} t
          where id = ${row.id as string}`;
        const { now } = found!;
        for (const column of cleared(claim)) expect(isEmpty(now[column]), column).toBe(true);
        if (erase.ends) expect(now[erase.ends]).not.toBeNull();
        if ('keep' in erase) {
          const [was, is] = [row, now].map((values) => ({ ...values, ...follows(claim) }));
          expect(is).toEqual(was);
        }
      }
    });

    it('of others is as it was', async () => {
      // What is one's own by another column, or is nobody's now, was judged already, and what the
      // erasure leaves to be done, and in the trail, is nobody's.
      const own = new Set(
        declared.filter(({ table }) => table === claim.table)
          .flatMap((other) => before.get(other)!.mine.map(({ id }) => id)),
      );
      const leftToDo = ['delete_file', 'forget_stripe_customer'];
      const ofOthers = (rows: Record<string, unknown>[]) =>
        rows.filter(({ id, kind, action }) =>
          id === undefined ||
          !own.has(id) && !leftToDo.includes(String(kind)) && action !== 'erased'
        );
      expect(ofOthers(await rowsOf(claim, 'others')))
        .toEqual(ofOthers(before.get(claim)!.others));
    });
  });
});
