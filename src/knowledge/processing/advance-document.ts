import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { users } from '../../db/schema/identity/users.ts';
import { documents } from '../../db/schema/knowledge/documents.ts';
import type { DocumentRow } from '../documents/insert-document.ts';

/**
 * Writes how far the document is and locks it, behind its owner: an erasure locks in that order too.
 * False when it was deleted meanwhile.
 */
export async function advanceDocument(
  tx: SystemDatabase,
  { id, user_id }: DocumentRow,
  changes: Partial<DocumentRow>,
): Promise<boolean> {
  const owner = tx.select({ id: users.id }).from(users)
    .where(and(eq(users.id, user_id), isNull(users.deleted_at))).for('key share');
  const rows = await tx.update(documents)
    .set({ processing_status: 'processing', error: null, ...changes })
    .where(and(
      eq(documents.id, id),
      ne(documents.processing_status, 'ready'),
      inArray(documents.user_id, owner),
    ))
    .returning({ id: documents.id });
  return rows.length > 0;
}
