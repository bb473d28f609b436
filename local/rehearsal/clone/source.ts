import type postgres from 'postgres';
import { type Migration, versionOf } from '../../database/migrations/journal.ts';
import { RehearsalError } from '../rehearsal-error.ts';

/**
 * Reads a source as it is at one moment, for as long as it takes, and writes nothing there. A policy that
 * would hide rows is an error: a copy without them would say that all is well.
 */
export const readingFrom = <T>(
  source: postgres.Sql,
  work: (tx: postgres.TransactionSql) => Promise<T>,
): Promise<T> =>
  source.begin('isolation level repeatable read read only', async (tx) => {
    await tx`select set_config('statement_timeout', '0', true),
      set_config('idle_in_transaction_session_timeout', '0', true),
      set_config('row_security', 'off', true)`;
    return await work(tx);
  }) as Promise<T>;

/** Which of the tree's migrations a database has. */
export interface Standing {
  landed: Migration[];
  pending: Migration[];
}

/**
 * Reads the ledgers of a database without making them.
 *
 * @throws RehearsalError where it has what the tree has not, or has it otherwise: its schema cannot be
 *   told from the tree then
 */
export async function readLedgers(sql: postgres.ISql, migrations: Migration[]): Promise<Standing> {
  const drizzle = await rowsOf<{ at: number; hash: string }>(
    sql,
    'drizzle.__drizzle_migrations',
    'created_at::float8 as at, hash',
  );
  const supabase = await rowsOf<{ version: string }>(
    sql,
    'supabase_migrations.schema_migrations',
    'version',
  );
  const hashes = new Map(drizzle.map(({ at, hash }) => [at, hash]));
  const versions = new Set(supabase.map(({ version }) => version));
  const isLanded = (each: Migration) => hashes.has(each.when) || versions.has(versionOf(each));
  const known = new Set(migrations.map(versionOf));
  const instants = new Set(migrations.map(({ when }) => when));
  const strange = [
    ...[...versions].filter((version) => !known.has(version)),
    ...[...hashes.keys()].filter((at) => !instants.has(at)).map((at) => new Date(at).toISOString()),
  ];
  if (strange.length > 0) {
    throw new RehearsalError(
      `The database has migrations that this tree does not have: ${strange.join(', ')}.`,
    );
  }
  const edited = migrations.filter(({ when, textHash }) =>
    (hashes.get(when) ?? textHash) !== textHash
  );
  if (edited.length > 0) {
    const names = edited.map(({ tag }) => tag).join(', ');
    throw new RehearsalError(`Edited after they were applied to this database: ${names}.`);
  }
  return {
    landed: migrations.filter(isLanded),
    pending: migrations.filter((each) => !isLanded(each)),
  };
}

async function rowsOf<Row>(sql: postgres.ISql, table: string, columns: string): Promise<Row[]> {
  const [found] = await sql.unsafe(`select to_regclass('${table}') is not null as there`);
  return found?.there ? [...await sql.unsafe(`select ${columns} from ${table}`)] as Row[] : [];
}
