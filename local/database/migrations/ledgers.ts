import type postgres from 'postgres';
import { type Migration, versionOf } from './journal.ts';

/** Where a migration is written down, and by which hash if drizzle's ledger has it. */
export interface Entries {
  drizzle?: string;
  supabase: boolean;
}

/**
 * Makes the two ledgers where they are missing: that of `drizzle-kit migrate`, and that of the
 * Supabase CLI (`db push`, `migration list`), each as its own tool would.
 */
export async function makeLedgers(tx: postgres.TransactionSql): Promise<void> {
  await tx.unsafe(`
    create schema if not exists drizzle;
    create table if not exists drizzle.__drizzle_migrations (
      id serial primary key, hash text not null, created_at bigint
    );
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations (
      version text not null primary key, statements text[], name text
    );`);
}

/** Looks a migration up in both ledgers: by its instant in one, by its version in the other. */
export async function findEntries(
  tx: postgres.TransactionSql,
  migration: Migration,
): Promise<Entries> {
  const [row] = await tx<{ hash: string | null; pushed: boolean }[]>`
    select
      (select hash from drizzle.__drizzle_migrations where created_at = ${migration.when}) as hash,
      exists (
        select from supabase_migrations.schema_migrations where version = ${versionOf(migration)}
      ) as pushed`;
  return { ...row?.hash && { drizzle: row.hash }, supabase: row?.pushed ?? false };
}

/** Writes a migration into whichever ledger does not have it, so that either tool knows of it. */
export async function writeEntries(
  tx: postgres.TransactionSql,
  migration: Migration,
  found: Entries,
): Promise<void> {
  if (!found.drizzle) {
    await tx`
      insert into drizzle.__drizzle_migrations (hash, created_at)
      values (${migration.textHash}, ${migration.when})`;
  }
  if (!found.supabase) {
    const version = versionOf(migration);
    await tx`
      insert into supabase_migrations.schema_migrations (version, statements, name)
      values (${version}, ${migration.statements}, ${migration.tag.slice(version.length + 1)})`;
  }
}

/** Tells whether the database has migrations from before the first that there is now. */
export async function predates(tx: postgres.TransactionSql, first: Migration): Promise<boolean> {
  const [row] = await tx<{ older: boolean }[]>`
    select exists (
      select from drizzle.__drizzle_migrations where created_at < ${first.when}
    ) as older`;
  return row?.older ?? false;
}
