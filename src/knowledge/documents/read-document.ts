import { eq, sql } from 'drizzle-orm';
import type { Document } from './contract.ts';
import type { Database } from '../../db/client.ts';
import { documents } from '../../db/schema/index.ts';
import { asDocument } from './as-document.ts';
import { documentNotFound } from './document-refusal.ts';

/**
 * One document. For a while the id of an upload whose file was there already leads to the document
 * that it became; the answer then has that one's id.
 * @throws `document_not_found`
 */
export async function readDocument(db: Database, documentId: string): Promise<Document> {
  const [row] = await db.select().from(documents).where(eq(documents.id, documentId));
  if (row) return asDocument(row);
  const [survivor] = await db.select().from(documents)
    .where(eq(documents.id, sql`(select private.surviving_document(${documentId}))`));
  if (!survivor) throw documentNotFound();
  return asDocument(survivor);
}
