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

/** Writes a migrations folder as drizzle-kit does; `when` continues after the project's own. */
async function journal(files: Record<string, string>, first = 0): Promise<void> {
  await mkdir(join(folder, 'meta'), { recursive: true });
  const entries = Object.keys(files).map((tag, idx) => ({
    idx,
    tag,
    when: 9e12 + first + idx,
  }));
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
  database = await createTestDatabase();
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
    expect(await migrate(database.url)).toEqual({ applied: [] });
  });

  it('applies each migration once, even when four start together', async () => {
    await journal({
      '0000_one': 'create table one (id int)',
      '0001_two': 'create table two (id int)',
    });
    const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, folder)));
    expect(runs.flatMap((run) => run.applied).sort()).toEqual(['0000_one', '0001_two']);
    expect(await exists('two')).toBe(true);
  });

  it('keeps what came before a failing migration and nothing of it, and names the statement', async () => {
    await journal({
      '0000_one': 'create table one (id int)',
      '0001_two': 'create table two (id int)',
      '0002_three': 'create table three (id int)',
      '0003_half': 'create table half (id int);\n--> statement-breakpoint\nselect 1 / 0',
    });
    await expect(migrate(database.url, folder)).rejects.toThrow(
      /drizzle\/0003_half\.sql, statement 2: division by zero \(22012\)/,
    );
    expect(await exists('three')).toBe(true);
    expect(await exists('half')).toBe(false);
    await journal({ '0000_one': 'create table one (id int)' });
    await expect(migrate(database.url, folder)).resolves.toEqual({ applied: [] });
  });

  it('refuses a migration that was edited after it was applied', async () => {
    await journal({ '0000_one': 'create table one (id bigint)' });
    await expect(migrate(database.url, folder)).rejects.toThrow(/0000_one\.sql was edited/);
  });

  it('is not bound by the statement timeout of the role', async () => {
    const name = new URL(database.url).pathname.slice(1);
    await sql.unsafe(`alter role postgres in database ${name} set statement_timeout = '100ms'`);
    await journal({ '0009_slow': 'select pg_sleep(0.3)' }, 9);
    await expect(migrate(database.url, folder)).resolves.toEqual({ applied: ['0009_slow'] });
  });
});
