import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { attachments } from '../../db/schema/materials/attachments.ts';
import { attachmentRefusal } from './attachment-refusals.ts';

/**
 * Removes an attachment at once, and its file by a job; for who teaches the class and managers.
 * @throws `attachment_not_found`, `not_class_teacher` (forbidden)
 */
export async function deleteAttachment(
  { db }: CallerContext,
  { attachment_id }: { attachment_id: string },
): Promise<void> {
  const [deleted] = await db.delete(attachments).where(eq(attachments.id, attachment_id))
    .returning({ id: attachments.id });
  if (!deleted) throw await attachmentRefusal(db, attachment_id);
}
