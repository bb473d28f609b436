import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { attachments } from '../../db/schema/materials/attachments.ts';
import { isVersion } from '../../db/version.ts';
import { attachmentRefusal, isThere } from './attachment-refusals.ts';
import type { Attachment, UpdateAttachmentInput } from './contract.ts';

/**
 * Renames a file, or changes until when members see it; for who teaches the class and managers.
 * @throws `attachment_not_found`, `not_class_teacher` (forbidden), `precondition_failed`
 */
export async function updateAttachment(
  { db }: CallerContext,
  { attachment_id, body, version }: {
    attachment_id: string;
    body: UpdateAttachmentInput;
    version: Date | undefined;
  },
): Promise<Attachment> {
  const [changed] = await db.update(attachments).set(body)
    .where(and(eq(attachments.id, attachment_id), isThere, isVersion(attachments, version)))
    .returning();
  if (!changed) throw await attachmentRefusal(db, attachment_id, version);
  return changed;
}
