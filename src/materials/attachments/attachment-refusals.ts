import { and, eq } from 'drizzle-orm';
import type { CallerDatabase } from '../../db/client.ts';
import {
  ATTACHMENT_OF_ASSET,
  attachments,
  MATERIALS_FULL,
} from '../../db/schema/materials/attachments.ts';
import { findPostgresError } from '../../db/violation.ts';
import { assertVersion } from '../../db/version.ts';
import { type AppError, refuse } from '../../errors.ts';

/** For `.catch()`: says in the product's words why no file can be begun. */
export function onAttachmentBegin(err: unknown): never {
  const fault = findPostgresError(err);
  if (fault?.constraint_name === MATERIALS_FULL) throw refuse('materials_full');
  if (fault?.constraint_name === ATTACHMENT_OF_ASSET) {
    throw refuse('asset_not_found', { field: 'query.asset_id' });
  }
  throw err;
}

/** Tells why a write touched no attachment: it is hidden or gone, has changed, or is not theirs. */
export async function attachmentRefusal(
  db: CallerDatabase,
  attachment_id: string,
  version?: Date,
): Promise<AppError> {
  const [attachment] = await db.select({ updated_at: attachments.updated_at }).from(attachments)
    .where(and(eq(attachments.id, attachment_id), isThere));
  if (!attachment) return refuse('attachment_not_found');
  assertVersion(attachment, version, 'attachment');
  return refuse('not_class_teacher');
}

/** The condition that its file is there; staff see, in the database, what is still on its way. */
export const isThere = eq(attachments.state, 'ready');
