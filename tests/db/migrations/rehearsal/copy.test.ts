import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyRows } from '../../../../local/rehearsal/clone/copy.ts';
import { SCHEMAS } from '../../../../local/rehearsal/clone/tables.ts';
import { readSizes } from '../../../../local/rehearsal/measure/standing.ts';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';
import { populate } from '../../../access/world/world.ts';

/** Hundreds of tables and references. */
const PATIENT = { timeout: 120_000 };

let source: TestDatabase;
let from: postgres.Sql;

beforeAll(async () => {
  source = await createTestDatabase();
  from = postgres(source.url, { max: 1, onnotice: () => {} });
  await populate(from);
  await from`analyze`;
});
afterAll(async () => {
  await from.end();
  await source.drop();
});

/** Rows by table of a copy with at least so many rows a table, in which every reference holds. */
async function copied(sample?: number) {
  const clone = await createTestDatabase();
  await from.begin(
    'isolation level repeatable read read only',
    (tx) => copyRows(tx, clone.adminUrl, sample),
  );
  const sql = postgres(clone.adminUrl, { max: 1, onnotice: () => {} });
  // Or autovacuum has looked at some of it in the middle.
  await sql`analyze`;
  const sizes = await readSizes(sql, SCHEMAS);
  const before = await countKeys(sql);
  // Each is made again, which asks for every row.
  await sql.unsafe(`do $$ declare
    key record;
  begin
    for key in select * from pg_constraint where contype = 'f' loop
      execute format('alter table %s drop constraint %I, add constraint %I %s',
        key.conrelid::regclass, key.conname, key.conname, pg_get_constraintdef(key.oid));
    end loop;
  end $$`);
  expect(await countKeys(sql)).toBe(before);
  await sql.end();
  await clone.drop();
  return sizes;
}

async function countKeys(sql: postgres.Sql): Promise<number | undefined> {
  const [row] = await sql<{ keys: number }[]>`
    select count(*)::int as keys from pg_constraint where contype = 'f'`;
  return row?.keys;
}

describe('a copy', () => {
  it('has every row', PATIENT, async () => {
    const rows = await copied();
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(await readSizes(from, SCHEMAS)));
  });

  it('has some of each table and all that these refer to', PATIENT, async () => {
    const rows = await copied(1);
    const all = await readSizes(from, SCHEMAS);
    const filled = [...all].filter(([, count]) => count > 0).map(([name]) => name);
    expect(filled.length).toBeGreaterThan(100);
    expect(filled.filter((name) => !rows.get(name))).toEqual([]);
    const sum = (counts: Iterable<number>) => [...counts].reduce((a, b) => a + b, 0);
    expect(sum(rows.values())).toBeLessThan(sum(all.values()));
  });
});
