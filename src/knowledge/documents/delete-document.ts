import { eq } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { documents } from '../../db/schema/index.ts';
import { refusal } from './document-refusal.ts';

/**
 * Removes a document and what is found of it at once, and its file by a job. For its owner, and for
 * managers of the gym it is shared with.
 * @throws `document_not_found`, `not_the_owner` (forbidden)
 */
export async function deleteDocument(db: Database, documentId: string): Promise<void> {
  const [deleted] = await db.delete(documents).where(eq(documents.id, documentId))
    .returning({ id: documents.id });
  if (!deleted) throw await refusal(db, documentId);
}
