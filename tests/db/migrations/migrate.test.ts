import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../../local/database/migrate.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';
import type { TestDatabase } from '../../../testkit/database/cluster.ts';

let database: TestDatabase;
let sql: postgres.Sql;
let folder: string;

/** Writes a migrations folder as db:generate does, one second after another. */
async function journal(files: Record<string, string>): Promise<void> {
  await mkdir(join(folder, 'meta'), { recursive: true });
  const entries = Object.keys(files).map((tag, idx) => {
    const [, year, second] = /^(\d{4})0101(\d{6})_/.exec(tag) ?? [];
    return { idx, tag, when: Date.UTC(Number(year), 0, 1, 0, 0, Number(second)) };
  });
  await writeFile(join(folder, 'meta/_journal.json'), JSON.stringify({ entries }));
  for (const [tag, text] of Object.entries(files)) {
    await writeFile(join(folder, `${tag}.sql`), text);
  }
}

const exists = async (table: string) => {
  const [row] = await sql<{ found: boolean }[]>`select to_regclass(${table}) is not null as found`;
  return row?.found;
};

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  folder = await mkdtemp(join(tmpdir(), 'tatame-migrations-'));
});

afterAll(async () => {
  await sql?.end();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('migrate', () => {
  it('finds nothing to do on a migrated database', async () => {
    const migrated = await createTestDatabase();
    expect(await migrate(migrated.url)).toEqual({ applied: [] });
    await migrated.drop();
  });

  it('applies each migration once, even when four start together', async () => {
    await journal({
      '20300101000000_one': 'create table one (id int)',
      '20300101000001_two': 'create table two (id int)',
    });
    const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, folder)));
    expect(runs.flatMap((run) => run.applied).sort()).toEqual([
      '20300101000000_one',
      '20300101000001_two',
    ]);
    expect(await exists('two')).toBe(true);
  });

  it('keeps what came before a failing migration and nothing of it, and names the statement', async () => {
    await journal({
      '20300101000000_one': 'create table one (id int)',
      '20300101000001_two': 'create table two (id int)',
      '20300101000002_three': 'create table three (id int)',
      '20300101000003_half': 'create table half (id int);\n--> statement-breakpoint\nselect 1 / 0',
    });
    await expect(migrate(database.url, folder)).rejects.toThrow(
      /drizzle\/20300101000003_half\.sql, statement 2: division by zero \(22012\)/,
    );
    expect(await exists('three')).toBe(true);
    expect(await exists('half')).toBe(false);
    await journal({ '20300101000000_one': 'create table one (id int)' });
    await expect(migrate(database.url, folder)).resolves.toEqual({ applied: [] });
  });

  it('refuses a migration that was edited after it was applied', async () => {
    await journal({ '20300101000000_one': 'create table one (id bigint)' });
    await expect(migrate(database.url, folder)).rejects.toThrow(
      /20300101000000_one\.sql was edited/,
    );
  });

  it('is not bound by the statement timeout of the role', async () => {
    const name = new URL(database.url).pathname.slice(1);
    await sql.unsafe(`alter role postgres in database ${name} set statement_timeout = '100ms'`);
    await journal({
      '20300101000000_one': 'create table one (id int)',
      '20300101000009_slow': 'select pg_sleep(0.3)',
    });
    await expect(migrate(database.url, folder)).resolves.toEqual({
      applied: ['20300101000009_slow'],
    });
  });

  it('refuses a database that older migrations made, before anything was released', async () => {
    await journal({ '20310101000000_baseline': 'create table four (id int)' });
    await expect(migrate(database.url, folder)).rejects.toThrow(
      /made by migrations that were replaced.*npm run db:reset/,
    );
    expect(await exists('four')).toBe(false);
  });
});
