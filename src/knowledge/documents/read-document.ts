import { eq, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { documents } from '../../db/schema/knowledge/documents.ts';
import { asDocument } from './as-document.ts';
import type { Document } from './contract.ts';
import { documentNotFound } from './document-refusal.ts';

/**
 * Reads one document. For a while the id of an upload whose file was there already leads to the
 * document that it became; the answer then has that one's id.
 * @throws `document_not_found`
 */
export async function readDocument(
  { db }: CallerContext,
  { document_id }: { document_id: string },
): Promise<Document> {
  const [row] = await db.select().from(documents).where(eq(documents.id, document_id));
  if (row) return asDocument(row);
  const [survivor] = await db.select().from(documents)
    .where(eq(documents.id, sql`(select private.surviving_document(${document_id}))`));
  if (!survivor) throw documentNotFound();
  return asDocument(survivor);
}
