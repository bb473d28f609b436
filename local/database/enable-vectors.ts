import postgres from 'postgres';
import { readMigrations } from './migrations/journal.ts';
import { PGVECTOR } from './sources/pgvector.ts';

/**
 * Runs the newest pgvector part of the landed migrations again, on a server that got the extension
 * after they were applied. It may be repeated.
 *
 * @returns whether the database has vectors now
 */
export async function enableVectors(url: string): Promise<boolean> {
  const statements = (await readMigrations()).flatMap((migration) => migration.statements);
  const block = statements.findLast((statement) => statement.startsWith(`-- ${PGVECTOR} (`));
  const sql = postgres(url, { max: 1, prepare: false, onnotice: () => {} });
  try {
    if (block) await sql.unsafe(block);
    const [row] = await sql<{ there: boolean }[]>`
      select to_regclass('private.chunk_embeddings') is not null as there`;
    return row?.there ?? false;
  } finally {
    await sql.end();
  }
}
