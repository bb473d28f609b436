import postgres from 'postgres';
import { type Migration, MIGRATIONS, readMigrations } from './migrations/journal.ts';
import { findEntries, makeLedgers, predates, writeEntries } from './migrations/ledgers.ts';

/** Any number, the same for everyone who migrates this database. */
const LOCK = 7_281_950_304;

/** A migration that cannot be applied; the message says which, where and why. */
export class MigrationError extends Error {}

/**
 * Applies the migrations of the journal that the database has not seen, each in a transaction of its
 * own: a migration that fails leaves nothing behind, and those before it stay.
 *
 * The lock is taken inside each transaction, because behind a transaction pooler a session lock would
 * stay on whichever backend happened to take it. What `supabase db push` or `drizzle-kit migrate` has
 * applied counts, and what is applied here counts for them: both ledgers are kept.
 *
 * @param url a role that may create in the database: on hosted Supabase `postgres`, through the
 *   session or the transaction pooler or directly
 * @param wanted which of them; all unless told
 * @returns the tags applied now, in order
 * @throws MigrationError when a statement fails, when a migration that was already applied has been
 *   edited since, and when the database was made by migrations that are no more
 */
export async function migrate(
  url: string,
  folder = MIGRATIONS,
  wanted: (migration: Migration) => boolean = () => true,
): Promise<{ applied: string[] }> {
  const migrations = (await readMigrations(folder)).filter(wanted);
  const sql = postgres(url, { max: 1, prepare: false, onnotice: () => {} });
  const applied: string[] = [];
  try {
    for (const migration of migrations) {
      if (await applyOnce(sql, migration)) applied.push(migration.tag);
    }
    // A running Data API reads its schema again, here and on the hosted platform.
    if (applied.length > 0) await sql`notify pgrst, 'reload schema'`;
  } finally {
    await sql.end();
  }
  return { applied };
}

function applyOnce(sql: postgres.Sql, migration: Migration): Promise<boolean> {
  return sql.begin(async (tx) => {
    await tx`select set_config('statement_timeout', '0', true), pg_advisory_xact_lock(${LOCK})`;
    await makeLedgers(tx);
    if (migration.idx === 0 && await predates(tx, migration)) {
      throw new MigrationError(
        'This database was made by migrations that were replaced since, before anything was ' +
          'released: start over (locally: npm run db:reset).',
      );
    }
    const found = await findEntries(tx, migration);
    if (found.drizzle && found.drizzle !== migration.textHash) {
      throw new MigrationError(
        `drizzle/${migration.tag}.sql was edited after it was applied to this database: write a ` +
          'new migration, or start over (locally: npm run db:reset).',
      );
    }
    const seen = found.drizzle !== undefined || found.supabase;
    if (!seen) await run(tx, migration);
    await writeEntries(tx, migration, found);
    return !seen;
  });
}

async function run(tx: postgres.TransactionSql, migration: Migration): Promise<void> {
  for (const [index, statement] of migration.statements.entries()) {
    await tx.unsafe(statement).catch((error: unknown) => {
      throw describe(error, migration, index);
    });
  }
}

function describe(error: unknown, migration: Migration, index: number): Error {
  const cause = error as postgres.PostgresError;
  const place = `drizzle/${migration.tag}.sql, statement ${index + 1}`;
  const code = cause.code ? ` (${cause.code})` : '';
  const statement = migration.statements[index]?.trim().split('\n').slice(0, 3).join('\n  ');
  return new MigrationError(`${place}: ${cause.message}${code}\n  ${statement}`, { cause });
}
