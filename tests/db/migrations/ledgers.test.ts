import process from 'node:process';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { supabaseCli } from '../../../local/commands/support/cli.ts';
import { readCatalog } from '../../../local/database/catalog/catalog.ts';
import { migrate } from '../../../local/database/migrate.ts';
import { readMigrations, versionOf } from '../../../local/database/migrations/journal.ts';
import type { TestDatabase } from '../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';

// npx fetches the CLI on first use; without a registry it must give up soon, not in ten minutes.
process.env.npm_config_fetch_retries = '0';
process.env.npm_config_fetch_timeout = '20000';
process.env.PGSSLMODE = 'disable';
const hasCli = await supabaseCli(['--version'], { capture: true }).then(() => true, () => false);
const note = hasCli ? '' : ' (skipped: npx cannot fetch the Supabase CLI)';

const cli = (database: TestDatabase, ...args: string[]) =>
  supabaseCli([...args, `--remote=${database.url}?sslmode=disable`], { capture: true });

describe.skipIf(!hasCli)(`db:migrate and the Supabase CLI${note}`, () => {
  let migrated: TestDatabase;
  let pushed: TestDatabase;
  let versions: string[];

  beforeAll(async () => {
    migrated = await createTestDatabase();
    pushed = await createTestDatabase({ empty: true });
    versions = (await readMigrations()).map(versionOf);
  });

  afterAll(async () => {
    await migrated?.drop();
    await pushed?.drop();
  });

  async function look(database: TestDatabase) {
    const sql = postgres(database.url, { max: 1, onnotice: () => {} });
    try {
      const catalog = await readCatalog(async <Row>(statement: string) =>
        [...await sql.unsafe(statement)] as Row[]
      );
      const ledger = await sql<{ version: string; name: string }[]>`
        select version, name from supabase_migrations.schema_migrations order by 1`;
      const [ready] = await sql`select applied, latest::float8 from private.applied_migrations()`;
      return { catalog, ledger: [...ledger], ready };
    } finally {
      await sql.end();
    }
  }

  it('what db:migrate applied, db push does not apply again, and migration list shows', async () => {
    expect(await cli(migrated, 'db', 'push', '--yes')).toContain('Remote database is up to date');
    const list = await cli(migrated, 'migration', 'list');
    for (const version of versions) expect(list.split(version).length).toBe(3);
  });

  it('what db push applied is the same database, and db:migrate does not apply it again', async () => {
    await cli(pushed, 'db', 'push', '--yes');
    const before = await look(pushed);
    expect(before.catalog).toEqual((await look(migrated)).catalog);
    expect(before.ready).toEqual((await look(migrated)).ready);

    expect(await migrate(pushed.url)).toEqual({ applied: [] });
    const after = await look(pushed);
    expect(after.ledger).toEqual((await look(migrated)).ledger);
    expect(after.ready).toEqual(before.ready);
    expect(before.ledger.map(({ version }) => version)).toEqual(versions);
  });
});
