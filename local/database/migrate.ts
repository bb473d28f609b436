import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';

const FOLDER = fileURLToPath(new URL('../../drizzle', import.meta.url));
const LOCAL_URL = 'postgresql://postgres:postgres@127.0.0.1:54322/postgres';
/** Any number, the same for everyone who migrates this database. */
const LOCK = 7_281_950_304;

/** A migration that cannot be applied; the message says which, where and why. */
export class MigrationError extends Error {}

interface Migration {
  tag: string;
  when: number;
  hash: string;
  statements: string[];
}

/**
 * Applies the migrations of the journal that the database has not seen, each in a transaction of its
 * own: a migration that fails leaves nothing behind, and those before it stay.
 *
 * The lock is taken inside each transaction, because behind a transaction pooler a session lock would
 * stay on whichever backend happened to take it. The records are those of `drizzle-kit migrate`, so
 * the two can be mixed.
 *
 * @param url a role that may create in the database: on hosted Supabase `postgres`, through the
 *   session or the transaction pooler or directly
 * @returns the tags applied now, in order
 * @throws MigrationError when a statement fails, and when a migration that was already applied has
 *   been edited since
 */
export async function migrate(url: string, folder = FOLDER): Promise<{ applied: string[] }> {
  const migrations = await readJournal(folder);
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

async function readJournal(folder: string): Promise<Migration[]> {
  const journal = JSON.parse(await readFile(`${folder}/meta/_journal.json`, 'utf8')) as {
    entries: { tag: string; when: number }[];
  };
  return await Promise.all(journal.entries.map(async ({ tag, when }) => {
    const text = await readFile(`${folder}/${tag}.sql`, 'utf8');
    return {
      tag,
      when,
      hash: createHash('sha256').update(text).digest('hex'),
      statements: text.split('--> statement-breakpoint').filter((part) => part.trim()),
    };
  }));
}

function applyOnce(sql: postgres.Sql, migration: Migration): Promise<boolean> {
  return sql.begin(async (tx) => {
    await tx`select set_config('statement_timeout', '0', true), pg_advisory_xact_lock(${LOCK})`;
    await tx`create schema if not exists drizzle`;
    await tx`
      create table if not exists drizzle.__drizzle_migrations (
        id serial primary key, hash text not null, created_at bigint
      )`;
    const [seen] = await tx<{ hash: string }[]>`
      select hash from drizzle.__drizzle_migrations where created_at = ${migration.when}`;
    if (seen && seen.hash !== migration.hash) {
      throw new MigrationError(
        `drizzle/${migration.tag}.sql was edited after it was applied to this database: write a ` +
          'new migration, or start over (locally: npm run db:reset).',
      );
    }
    if (seen) return false;
    for (const [index, statement] of migration.statements.entries()) {
      await tx.unsafe(statement).catch((error: unknown) => {
        throw describe(error, migration, index);
      });
    }
    await tx`
      insert into drizzle.__drizzle_migrations (hash, created_at)
      values (${migration.hash}, ${migration.when})`;
    return true;
  });
}

function describe(error: unknown, migration: Migration, index: number): Error {
  const cause = error as postgres.PostgresError;
  const place = `drizzle/${migration.tag}.sql, statement ${index + 1}`;
  const code = cause.code ? ` (${cause.code})` : '';
  const statement = migration.statements[index]?.trim().split('\n').slice(0, 3).join('\n  ');
  return new MigrationError(`${place}: ${cause.message}${code}\n  ${statement}`, { cause });
}

async function main(): Promise<void> {
  const envFile = fileURLToPath(new URL('../../.env', import.meta.url));
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  const url = process.env.DATABASE_URL || LOCAL_URL;
  const { applied } = await migrate(url);
  const what = applied.length ? `Applied ${applied.join(', ')}` : 'Nothing to apply';
  console.log(`${what} (${new URL(url).host}).`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: Error) => {
    console.error(error.message || error);
    process.exitCode = 1;
  });
}
