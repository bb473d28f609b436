import type postgres from 'postgres';
import type { BadRow } from './flaws/flaw.ts';
import { EVERY } from './good/plan.ts';
import type { LegacyTable } from './tables.ts';

// What the earlier app does while somebody is moving out: nothing of it says when a row was changed.

/**
 * Check-ins of ten years before are entered from a list: of people who have not left and classes that are there, and once
 * each. Gives the ids of the new rows.
 */
export async function enterCheckIns(legacy: postgres.Sql, count: number): Promise<number[]> {
  const rows = await legacy<{ id: number }[]>`
    with days as materialized (
      select c.id, c.user_id, c.class_id, to_char(c.date::date - 3640, 'YYYY-MM-DD') as date,
        c.created_at
      from checkins c join users u on u.id = c.user_id and u.deleted_at is null
      where c.id % ${EVERY.checkIns} <> 0
    )
    insert into checkins (user_id, class_id, date, created_at)
    select d.user_id, d.class_id, d.date, d.created_at from days d
    where not exists (
      select from checkins x where (x.user_id, x.class_id, x.date) = (d.user_id, d.class_id, d.date)
    )
    order by d.id limit ${count} returning id`;
  return rows.map(({ id }) => id);
}

/** Somebody who trains takes another name. Gives their id. */
export const rename = (legacy: postgres.Sql, first_name: string): Promise<number> =>
  one(legacy`
    update users set first_name = ${first_name}
    where id = (
      select min(user_id) from checkins where id % ${EVERY.checkIns} <> 0
    ) returning id`);

/** A check-in is taken back: the earlier app deleted such rows. Gives its id. */
export const takeBack = (legacy: postgres.Sql): Promise<number> =>
  one(legacy`
    delete from checkins where id = (
      select max(id) from checkins where id % ${EVERY.checkIns} <> 0
    ) returning id`);

/** A member leaves, which is soft. Gives their id. */
export const leave = (legacy: postgres.Sql): Promise<number> =>
  one(legacy`
    update users set deleted_at = '2026-11-20T10:00:00.000Z'
    where id = (
      select max(id) from users
      where deleted_at is null and role = 'STUDENT' and clerk_user_id like 'user_2legacy%'
    ) returning id`);

/** A class is at another hour. Gives its id. */
export const move = (legacy: postgres.Sql): Promise<number> =>
  one(legacy`
    update class set start = '14:00', "end" = '15:00'
    where id = (
      select max(id) from class
      where upper(day) = 'SUNDAY' and deleted_at is null and id % ${EVERY.few} <> 0
    ) returning id`);

/**
 * Somebody sees to a row that was held back, so that nothing is wrong with it any more.
 *
 * @param cells what it has instead
 */
export async function mend(
  legacy: postgres.Sql,
  { table, id }: BadRow,
  cells: Record<string, string | number | null>,
): Promise<void> {
  await legacy`update ${legacy(table)} set ${legacy(cells)} where id = ${id}`;
}

/** The rows that refer to a row, by what they refer with: `{ checkins: [12, 13] }`. */
export async function referring(
  legacy: postgres.Sql,
  column: 'user_id' | 'class_id',
  id: number,
): Promise<Partial<Record<LegacyTable, number[]>>> {
  const tables = column === 'user_id'
    ? ['checkins', 'graduations'] as const
    : ['checkins', 'assets', 'attachments'] as const;
  const found: Partial<Record<LegacyTable, number[]>> = {};
  for (const table of tables) {
    const rows = await legacy<{ id: number }[]>`
      select id from ${legacy(table)} where ${legacy(column)} = ${id} order by id`;
    if (rows.length > 0) found[table] = rows.map((row) => row.id);
  }
  return found;
}

async function one(rows: PromiseLike<readonly postgres.Row[]>): Promise<number> {
  return (await rows)[0]!.id as number;
}
