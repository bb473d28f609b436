import { isUtf8 } from 'node:buffer';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as changes from '../../../testkit/legacy/changes.ts';
import { openLegacy } from '../../../testkit/legacy/database.ts';
import { SMALL } from '../../../testkit/legacy/good/plan.ts';
import { LEGACY_TABLES, type LegacyTable } from '../../../testkit/legacy/tables.ts';
import {
  createLegacyDatabase,
  type TestLegacyDatabase,
} from '../../../testkit/legacy/test-database.ts';

/** Every column that refers to one row, and what to. */
const REFERENCES = [
  ['gyms', 'manager_id', 'users'],
  ['users', 'gym_id', 'gyms'],
  ['graduations', 'user_id', 'users'],
  ['class', 'gym_id', 'gyms'],
  ['class', 'instructor_id', 'users'],
  ['class', 'created_by', 'users'],
  ['assets', 'class_id', 'class'],
  ['checkins', 'user_id', 'users'],
  ['checkins', 'class_id', 'class'],
  ['notifications', 'sent_by', 'users'],
  ['attachments', 'class_id', 'class'],
] as const;

let made: TestLegacyDatabase;
let again: TestLegacyDatabase;
let sql: postgres.Sql;
let other: postgres.Sql;

beforeAll(async () => {
  made = await createLegacyDatabase();
  again = await createLegacyDatabase();
  [sql, other] = [openLegacy(made.url), openLegacy(again.url)];
});
afterAll(async () => {
  await Promise.all([sql.end(), other.end()]);
  await Promise.all([made.drop(), again.drop()]);
});

/** The ids that are said to be refused, as `checkins.date 97`. */
const refusedFor = (reason: string) =>
  made.refused.filter((row) => row.reason === reason && row.column !== null)
    .map(({ table, column, id }) => `${table}.${column} ${id}`).sort();

async function digest(legacy: postgres.Sql, table: LegacyTable): Promise<string> {
  const [row] = await legacy<{ digest: string }[]>`
    select md5(string_agg(md5(t::text), '' order by t.id)) as digest from ${legacy(table)} t`;
  return row!.digest;
}

describe('an earlier database that is made up', () => {
  it('is the same for the same plan', async () => {
    for (const table of LEGACY_TABLES) {
      expect(await digest(other, table), table).toBe(await digest(sql, table));
    }
    expect(again.refused).toEqual(made.refused);
  });

  it('says how many rows there are, and holds the check-ins asked for', async () => {
    for (const table of LEGACY_TABLES) {
      const [row] = await sql`select count(*)::int as rows from ${sql(table)}`;
      expect(made.rows[table], table).toBe(row!.rows);
    }
    const bad = made.refused.filter(({ table }) => table === 'checkins').length;
    expect(made.rows.checkins - bad).toBe(SMALL.checkIns);
  });

  it('names each bad row once, in every table', async () => {
    const names = made.refused.map(({ table, id }) => `${table} ${id}`);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(made.refused.map(({ table }) => table))).toEqual(new Set(LEGACY_TABLES));
    for (const { table, id } of made.refused) {
      const [row] = await sql`select count(*)::int as rows from ${sql(table)} where id = ${id}`;
      expect(row!.rows, `${table} ${id}`).toBe(1);
    }
  });

  it('refers to nobody only where it says so', async () => {
    const found = (await Promise.all(REFERENCES.map(async ([table, column, to]) => {
      const rows = await sql<{ id: number }[]>`
        select id from ${sql(table)} t where ${sql(column)} is not null and not exists (
          select from ${sql(to)} x where x.id = t.${sql(column)}
        )`;
      return rows.map(({ id }) => `${table}.${column} ${id}`);
    }))).flat();
    const lists = /^notifications[.](recipients|viewed_by)/;
    expect(found.sort()).toEqual(
      refusedFor('dangling_reference').filter((name) => !lists.test(name)),
    );
  });

  it('has doubles only where it says so', async () => {
    const checkIns = await sql<{ id: number }[]>`
      select id from (
        select id, row_number() over (partition by user_id, class_id, date order by id)
        from checkins where user_id is not null and class_id is not null and date is not null
      ) x where row_number > 1`;
    expect(checkIns.map(({ id }) => `checkins.date ${id}`)).toEqual(refusedFor('doubled_check_in'));
    const people = await sql<{ id: number }[]>`
      select id from (
        select id, row_number() over (partition by lower(email) order by id) from users
        where email is not null and clerk_user_id is not null and deleted_at is null
      ) x where row_number > 1 order by id`;
    expect(people.map(({ id }) => `users.email ${id}`).sort()).toEqual(refusedFor('doubled_email'));
  });

  it('holds bytes that are no UTF-8 only where it says so', async () => {
    const found: string[] = [];
    for (const table of LEGACY_TABLES) {
      const rows = await sql<{ id: string; bytes: Buffer }[]>`
        select t.id::text as id, convert_to(t::text, 'SQL_ASCII') as bytes from ${sql(table)} t`;
      found.push(...rows.filter(({ bytes }) => !isUtf8(bytes)).map(({ id }) => `${table} ${id}`));
    }
    expect(found.sort()).toEqual(
      made.refused.filter(({ reason }) => reason === 'not_utf8')
        .map(({ table, id }) => `${table} ${id}`).sort(),
    );
  });
});

describe('the earlier app, while somebody moves out', () => {
  it('enters, renames, takes back, deletes and moves', async () => {
    const before = await digest(other, 'checkins');
    const entered = await changes.enterCheckIns(other, 30);
    expect(new Set([...entered, ...await changes.enterCheckIns(other, 30)]).size).toBe(60);
    const gone = await changes.takeBack(other);
    expect(gone).toBeGreaterThan(entered[0]!);
    expect(await other`select from checkins where id = ${gone}`).toHaveLength(0);
    expect(await digest(other, 'checkins')).not.toBe(before);

    const renamed = await changes.rename(other, 'Nova');
    const left = await changes.leave(other);
    const people = await other`
      select id, first_name, deleted_at is not null as gone from users
      where id in ${other([renamed, left])} order by id`;
    expect(people).toMatchObject([{ first_name: 'Nova' }, { id: left, gone: true }]);
    const [moved] = await other`select start from class where id = ${await changes.move(other)}`;
    expect(moved).toEqual({ start: '14:00' });
  });

  it('mends what was held back, and knows what hung on it', async () => {
    const row = made.refused.find(({ column, table }) => table === 'users' && column === 'birth')!;
    await changes.mend(other, row, { birth: '1999-02-28' });
    expect(await other`select birth from users where id = ${row.id}`).toEqual([
      { birth: '1999-02-28' },
    ]);
    const hung = await changes.referring(other, 'user_id', row.id as number);
    expect(hung).toMatchObject({
      checkins: [expect.any(Number)],
      graduations: [expect.any(Number)],
    });
  });
});
