import { and, eq, ne } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { documents } from '../../db/schema/knowledge/documents.ts';
import type { DocumentRow } from '../documents/insert-document.ts';

/** Writes how far the document is and locks it; false when it was deleted meanwhile. */
export async function advanceDocument(
  tx: SystemDatabase,
  { id }: DocumentRow,
  changes: Partial<DocumentRow>,
): Promise<boolean> {
  const rows = await tx.update(documents)
    .set({ processing_status: 'processing', error: null, ...changes })
    .where(and(eq(documents.id, id), ne(documents.processing_status, 'ready')))
    .returning({ id: documents.id });
  return rows.length > 0;
}
