import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { users } from '../../db/schema/identity/users.ts';
import { documents } from '../../db/schema/knowledge/documents.ts';
import type { JobEffect } from '../../jobs/attempt.ts';
import type { DocumentRow } from '../documents/insert-document.ts';

/** The document that the same file is already, for the same owner or the same gym. */
export async function findTwin(
  db: SystemDatabase,
  { id, user_id, gym_id }: DocumentRow,
  hash: string,
): Promise<string | undefined> {
  const [twin] = await db.select({ id: documents.id }).from(documents).where(and(
    gym_id === null
      ? and(eq(documents.user_id, user_id), isNull(documents.gym_id))
      : eq(documents.gym_id, gym_id),
    eq(documents.content_hash, hash),
    ne(documents.id, id),
  ));
  return twin?.id;
}

/**
 * Removes the newer row, and its file with it; the job's result leads from its id to the older one.
 * Whoever uploads a file again whose processing failed wants it tried again.
 *
 * @param processAgain enqueues the processing of the older one
 */
export const mergeInto = (
  twinId: string,
  document: DocumentRow,
  processAgain: (tx: SystemDatabase, twin: DocumentRow) => Promise<void>,
): JobEffect =>
async (tx) => {
  // The owners before their rows, as an erasure locks them.
  const owners = tx.select({ id: documents.user_id }).from(documents)
    .where(inArray(documents.id, [twinId, document.id]));
  await tx.select({ id: users.id }).from(users).where(inArray(users.id, owners))
    .orderBy(users.id).for('key share', { of: users });
  const [twin] = await tx.select().from(documents).where(eq(documents.id, twinId)).for('update');
  if (!twin) throw new Error('The other document was deleted meanwhile');
  await tx.delete(documents).where(eq(documents.id, document.id));
  if (twin.processing_status === 'failed') {
    await tx.update(documents).set({ processing_status: 'processing', error: null })
      .where(eq(documents.id, twin.id));
    await processAgain(tx, twin);
  }
  return { duplicate_of: twin.id };
};
