import { and, eq } from 'drizzle-orm';
import type { Document, UpdateDocumentInput } from './contract.ts';
import type { Database } from '../../db/client.ts';
import { documents } from '../../db/schema/index.ts';
import { preconditionFailed } from '../../errors.ts';
import { asDocument } from './as-document.ts';
import { documentNotFound, onDocumentWrite, refusal } from './document-refusal.ts';

/**
 * Renames a document, shares it with a gym or makes it private again; what is found of it follows in
 * the same statement. Row security lets only its owner, and only staff share.
 *
 * @param expectedVersion the `updated_at` the change was made against, if the client sent one
 * @throws `document_not_found`, `not_the_owner`, `not_staff` (forbidden), `precondition_failed`,
 *   `document_already_shared`, `document_already_private` (conflict) where the same file is there
 */
export async function updateDocument(
  db: Database,
  documentId: string,
  input: UpdateDocumentInput,
  expectedVersion?: Date,
): Promise<Document> {
  const [row] = await db.update(documents).set(input).where(and(
    eq(documents.id, documentId),
    expectedVersion && eq(documents.updated_at, expectedVersion),
  )).returning().catch(onDocumentWrite);
  if (row) return asDocument(row);
  const [current] = await db.select({ updated_at: documents.updated_at }).from(documents)
    .where(eq(documents.id, documentId));
  if (!current) throw documentNotFound();
  if (expectedVersion && current.updated_at.getTime() !== expectedVersion.getTime()) {
    throw preconditionFailed('precondition_failed', 'The document has changed since it was read.');
  }
  throw await refusal(db, documentId);
}
