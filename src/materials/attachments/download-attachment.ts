import { and, eq, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { assets } from '../../db/schema/materials/assets.ts';
import { attachments } from '../../db/schema/materials/attachments.ts';
import { refuse } from '../../errors.ts';
import type { FileStore } from '../../files/file-store.ts';
import { isThere } from './attachment-refusals.ts';
import type { AttachmentDownload } from './contract.ts';
import { downloadName } from './download-name.ts';

/** How long an address works: enough to begin to load, and to wind a video back. */
const SECONDS = 300;

/**
 * Signs an address that one file can be loaded from, for who may read it at that moment. Where members
 * lose it sooner than the address would, the address ends with that.
 * @throws `attachment_not_found`
 */
export async function downloadAttachment(
  { db, files }: CallerContext & { files: FileStore },
  { attachment_id }: { attachment_id: string },
): Promise<AttachmentDownload> {
  const expires = sql`least(${attachments.valid_until}, ${assets.valid_until})`;
  const [found] = await db.select({
    file_path: attachments.file_path,
    file_name: attachments.file_name,
    file_type: attachments.file_type,
    left: sql<string | null>`floor(extract(epoch from ${expires} - now()))`,
  }).from(attachments).leftJoin(assets, eq(assets.id, attachments.asset_id))
    .where(and(eq(attachments.id, attachment_id), isThere));
  if (!found) throw refuse('attachment_not_found');
  // Negative for staff, who keep what has expired.
  const left = found.left === null || Number(found.left) < 0 ? SECONDS : Number(found.left);
  const seconds = Math.max(1, Math.min(SECONDS, left));
  const file_name = downloadName(found.file_name, found.file_type);
  const expires_at = new Date(Date.now() + seconds * 1000);
  const url = await files.signDownload(found.file_path, { seconds, name: file_name });
  if (!url) throw refuse('attachment_not_found');
  return { url, file_name, expires_at };
}
