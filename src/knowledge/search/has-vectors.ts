import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';

/**
 * Says whether this database has pgvector, and so the table and the search of
 * `src/db/schema/knowledge/vectors`.
 */
export async function hasVectors(db: Database): Promise<boolean> {
  const [row] = await db.execute<{ there: boolean }>(
    sql`select to_regclass('private.chunk_embeddings') is not null as there`,
  );
  return row!.there;
}
