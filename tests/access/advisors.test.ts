import process from 'node:process';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { supabaseCli } from '../../local/commands/support/cli.ts';
import { advise, type Lint } from '../../local/database/advise.ts';
import type { TestDatabase } from '../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../testkit/database/postgres.ts';

// npx fetches the CLI on first use; without a registry it must give up soon, not in ten minutes.
process.env.npm_config_fetch_retries = '0';
process.env.npm_config_fetch_timeout = '20000';
const hasCli = await supabaseCli(['--version'], { capture: true }).then(() => true, () => false);
const note = hasCli ? '' : ' (skipped: npx cannot fetch the Supabase CLI)';

describe.skipIf(!hasCli)(`supabase db advisors${note}`, () => {
  let database: TestDatabase;
  let owner: postgres.Sql;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = postgres(database.url, { max: 1, onnotice: () => {} });
  });

  afterAll(async () => {
    await owner?.end();
    await database?.drop();
  });

  async function advice(): Promise<Lint[]> {
    // No index of a new database has been used yet.
    return (await advise(database.url)).filter(({ name }) => name !== 'unused_index');
  }

  it('have nothing against the schema', async () => {
    const lints = await advice();
    // The system's tables have no policy because nobody is to pass.
    const closed = lints.filter(({ name, metadata }) =>
      name === 'rls_enabled_no_policy' && metadata.schema === 'private'
    );
    expect(lints.filter((lint) => !closed.includes(lint))).toEqual([]);
    const [tables] = await owner`
      select count(*)::int as count from pg_tables where schemaname = 'private'`;
    expect(closed.length).toBe(tables?.count);
  });

  it('see a leak where there is one', async () => {
    await owner`create table public.canary (id integer primary key)`;
    await owner`create table public.parrot (id integer primary key)`;
    await owner`alter table public.parrot enable row level security`;
    await owner`create policy parrot_all on public.parrot to authenticated
      using (auth.uid() is not null)`;
    const lints = await advice();
    await owner`drop table public.canary, public.parrot`;
    const seen = lints.filter(({ metadata }) => /canary|parrot/.test(metadata.name ?? ''))
      .map(({ level, name, metadata }) => `${level} ${name} ${metadata.name}`);
    expect(seen.sort()).toEqual([
      'ERROR rls_disabled_in_public canary',
      'WARN auth_rls_initplan parrot',
    ]);
  });
});
