import { asc, eq, sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { documentChunks } from '../../db/schema/knowledge/document-chunks.ts';
import { documentParts } from '../../db/schema/knowledge/document-parts.ts';
import type { Chunk } from './chunk.ts';

/** What an interrupted processing has left to go on from. */
export interface Saved {
  parts: number;
  /** Characters, as Postgres counts them. */
  length: number;
  chunks: number;
  /** Where the last chunk ends. */
  end: number;
}

/**
 * Reads how far an interrupted processing came.
 */
export async function readSaved(db: SystemDatabase, documentId: string): Promise<Saved> {
  const [saved] = await db.execute<Saved & Record<string, unknown>>(sql`
    select parts, length, chunks, "end"
    from (
      select count(*)::int as parts, coalesce(sum(length(content)), 0)::int as length
      from ${documentParts} where ${documentParts.document_id} = ${documentId}
    ) as text, (
      select count(*)::int as chunks, coalesce(max(end_offset), 0)::int as "end"
      from ${documentChunks} where ${documentChunks.document_id} = ${documentId}
    ) as cut`);
  return saved!;
}

/** Reads the text extracted so far. */
export async function readSavedText(db: SystemDatabase, documentId: string): Promise<string> {
  const parts = await db.select({ content: documentParts.content }).from(documentParts)
    .where(eq(documentParts.document_id, documentId)).orderBy(asc(documentParts.part));
  return parts.map(({ content }) => content).join('');
}

/** Saves parts of the text, the first of which has this number. */
export async function saveParts(
  tx: SystemDatabase,
  documentId: string,
  first: number,
  contents: readonly string[],
): Promise<void> {
  if (contents.length === 0) return;
  await tx.insert(documentParts).values(
    contents.map((content, i) => ({ document_id: documentId, part: first + i, content })),
  );
}

const CHUNKS_PER_STATEMENT = 500;

/**
 * Saves chunks, with one parameter for many rows; what is not named here the database adds: owner,
 * gym, audience and search vector.
 */
export async function saveChunks(
  tx: SystemDatabase,
  documentId: string,
  chunks: readonly Chunk[],
): Promise<void> {
  for (let at = 0; at < chunks.length; at += CHUNKS_PER_STATEMENT) {
    const rows = JSON.stringify(chunks.slice(at, at + CHUNKS_PER_STATEMENT));
    await tx.execute(sql`
      insert into ${documentChunks}
        (document_id, position, heading, content, start_offset, end_offset)
      select ${documentId}, position, heading, content, start_offset, end_offset
      from jsonb_to_recordset(${rows}::jsonb) as chunk (
        position integer, heading text, content text, start_offset integer, end_offset integer
      )`);
  }
}
