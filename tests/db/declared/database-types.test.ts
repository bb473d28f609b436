import { readFile } from 'node:fs/promises';
import process from 'node:process';
import type { SupabaseClient } from '@supabase/supabase-js';
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { supabaseCli } from '../../../local/commands/support/cli.ts';
import { dataApiTypes, TYPES_FILE } from '../../../local/commands/database/data-api-types.ts';
import * as schema from '../../../src/db/schema/index.ts';
import type { Database } from '../../../supabase/database.types.ts';
import type { TestDatabase } from '../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';

// npx fetches the CLI on first use; without a registry it must give up soon, not in ten minutes.
process.env.npm_config_fetch_retries = '0';
process.env.npm_config_fetch_timeout = '20000';
const hasCli = await supabaseCli(['--version'], { capture: true }).then(() => true, () => false);
const note = hasCli ? '' : ' (skipped: npx cannot fetch the Supabase CLI)';

const tracked = () => readFile(new URL(`../../../${TYPES_FILE}`, import.meta.url), 'utf8');

/** The columns of each table as the file's `Row` has them, `?` behind those that may be null. */
function columnsIn(text: string): Record<string, string[]> {
  const rows = text.matchAll(/'(\w+)': \{\n\s+Row: \{\n([^}]*)\}/g);
  return Object.fromEntries([...rows].map(([, table, body]) => [
    table,
    [...body!.matchAll(/'(\w+)': (.*);/g)].map(([, column, type]) =>
      /\| null$/.test(type!) ? `${column}?` : column!
    ).sort(),
  ]));
}

describe('the types of the Data API', () => {
  it('have every table and column that the schema has', async () => {
    const tables = Object.values(schema).filter((one) => is(one, PgTable)).map(getTableConfig)
      .filter((table) => table.schema === undefined);
    expect(columnsIn(await tracked())).toEqual(
      Object.fromEntries(tables.map(({ name, columns }) => [
        name,
        // A tsvector is unknown to TypeScript, which may be anything.
        columns.map((column) =>
          column.notNull || column.getSQLType() === 'tsvector' ? column.name : `${column.name}?`
        ).sort(),
      ])),
    );
  });

  it('are what a client takes', () => {
    const read = (client: SupabaseClient<Database>) =>
      client.from('users').select('id, birth_date').single();
    type Row = NonNullable<Awaited<ReturnType<typeof read>>['data']>;
    expectTypeOf<Row>().toEqualTypeOf<{ id: string; birth_date: string | null }>();
  });
});

describe.skipIf(!hasCli)(`npm run db:types${note}`, () => {
  let database: TestDatabase;

  beforeAll(async () => void (database = await createTestDatabase()));
  afterAll(() => database?.drop());

  it('writes the tracked file', async () => {
    expect(await dataApiTypes(database.url)).toBe(await tracked());
  });
});
