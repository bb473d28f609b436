import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { attachments } from '../../db/schema/materials/attachments.ts';
import { refuse } from '../../errors.ts';
import { isThere } from './attachment-refusals.ts';
import type { Attachment } from './contract.ts';

/**
 * Reads what is known of one file; members of its gym may until it expires.
 * @throws `attachment_not_found`
 */
export async function readAttachment(
  { db }: CallerContext,
  { attachment_id }: { attachment_id: string },
): Promise<Attachment> {
  const [found] = await db.select().from(attachments)
    .where(and(eq(attachments.id, attachment_id), isThere));
  if (!found) throw refuse('attachment_not_found');
  return found;
}
