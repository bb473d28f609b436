import postgres from 'postgres';
import { copyInto, lineOf } from './copy.ts';
import type { BadRow } from './flaws/flaw.ts';
import { assertPossible, type Plan } from './good/plan.ts';
import { legacyRows } from './rows.ts';
import { createTable, LEGACY_TABLES, type LegacyTable, type Row } from './tables.ts';

export interface LegacyDatabase {
  /** Rows of each table, the bad ones with them. */
  rows: Record<LegacyTable, number>;
  /** What a report of the import must name, no more and no less. */
  refused: BadRow[];
}

/**
 * Makes an earlier app's database: the same plan gives the same rows. Its encoding is SQL_ASCII, or it
 * could not hold what is no UTF-8.
 *
 * @param url a database that is not there yet; its user may create one
 * @throws RangeError for a plan that nobody could have lived; PostgresError 42P04 if it is there
 */
export async function makeLegacyDatabase(url: string, plan: Plan): Promise<LegacyDatabase> {
  assertPossible(plan);
  const sql = await openNewLegacy(url);
  try {
    const { tables, refused } = legacyRows(plan);
    const rows = {} as Record<LegacyTable, number>;
    for (const table of LEGACY_TABLES) {
      rows[table] = await fill(sql, table, tables[table] as Iterable<Row<LegacyTable>>);
    }
    await sql`analyze`;
    return { rows, refused };
  } finally {
    await sql.end();
  }
}

/** Makes an earlier app's database without a row, and opens it. */
export async function openNewLegacy(url: string): Promise<postgres.Sql> {
  await atServer(url, (server, name) =>
    server.unsafe(
      `create database ${name} template template0 encoding 'SQL_ASCII' locale 'C'`,
    ));
  const sql = openLegacy(url);
  for (const table of LEGACY_TABLES) await sql.unsafe(createTable(table));
  return sql;
}

export const dropLegacyDatabase = (url: string) =>
  atServer(url, (server, name) => server.unsafe(`drop database if exists ${name} with (force)`));

/** A connection that sends and takes bytes as they are. */
export const openLegacy = (url: string): postgres.Sql =>
  postgres(url, { max: 1, onnotice: () => {}, connection: { client_encoding: 'SQL_ASCII' } });

async function fill<T extends LegacyTable>(
  sql: postgres.Sql,
  table: T,
  rows: Iterable<Row<T>>,
): Promise<number> {
  let count = 0;
  const lines = function* () {
    for (const row of rows) {
      count++;
      yield lineOf(table, row);
    }
  };
  await copyInto(sql, table, lines());
  if (table !== 'roles') {
    await sql.unsafe(
      `select setval(pg_get_serial_sequence('public.${table}', 'id'), max(id)) from public.${table}`,
    );
  }
  return count;
}

/** Works beside the database of an address, which may not be there. */
async function atServer(
  url: string,
  work: (server: postgres.Sql, name: string) => PromiseLike<unknown>,
): Promise<void> {
  const address = new URL(url);
  const name = decodeURIComponent(address.pathname.slice(1)).replaceAll('"', '""');
  address.pathname = '/postgres';
  const server = postgres(address.href, { max: 1, onnotice: () => {} });
  try {
    await work(server, `"${name}"`);
  } finally {
    await server.end();
  }
}
