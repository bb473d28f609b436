import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { documents } from '../../db/schema/knowledge/documents.ts';
import { assertVersion, isVersion } from '../../db/version.ts';
import { asDocument } from './as-document.ts';
import type { Document, UpdateDocumentInput } from './contract.ts';
import { documentNotFound, notTheOwner, onDocumentWrite } from './document-refusal.ts';

/**
 * Renames a document, shares it with a gym or makes it private again; what is found of it follows in
 * the same statement. Row security lets only its owner, and only staff share.
 * @throws `document_not_found`, `not_the_owner`, `not_staff` (forbidden), `precondition_failed`,
 *   `document_already_shared`, `document_already_private` (conflict) where the same file is there
 */
export async function updateDocument(
  { db }: CallerContext,
  { document_id, body, version }: {
    document_id: string;
    body: UpdateDocumentInput;
    version: Date | undefined;
  },
): Promise<Document> {
  const [row] = await db.update(documents).set(body)
    .where(and(eq(documents.id, document_id), isVersion(documents, version)))
    .returning().catch(onDocumentWrite);
  if (row) return asDocument(row);
  const [current] = await db.select({ updated_at: documents.updated_at }).from(documents)
    .where(eq(documents.id, document_id));
  if (!current) throw documentNotFound();
  assertVersion(current, version, 'document');
  throw notTheOwner();
}
