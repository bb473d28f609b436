import { eq, sql } from 'drizzle-orm';
import { callForRows } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { attachmentLimit, attachments } from '../../db/schema/materials/attachments.ts';
import { refuse } from '../../errors.ts';
import type { FileStore } from '../../files/file-store.ts';
import { peek } from '../../files/peek.ts';
import { gymOfClass } from '../classes.ts';
import { onAttachmentBegin } from './attachment-refusals.ts';
import type { Attachment, UploadAttachmentQuery } from './contract.ts';
import { type AttachmentType, attachmentTypeOf, HEAD_BYTES } from './file-kinds.ts';

type AttachmentRow = typeof attachments.$inferSelect;

/** A file on its way in. */
export interface IncomingFile {
  stream: ReadableStream<Uint8Array>;
  /** Its MIME type, '' where none was declared. */
  type: string;
  /** Bytes, where that was declared. */
  size: number | undefined;
}

type Input = UploadAttachmentQuery & { class_id: string; file: IncomingFile };

/**
 * Stores a file of a class as it arrives; for who teaches the class, or one of its series, and
 * managers of its gym. What it is, its first bytes say; nobody sees it before it is there whole.
 * @throws `class_not_found`, `asset_not_found`, `not_class_teacher` (forbidden), `file_empty`
 *   (invalid), `unsupported_attachment_type`, `attachment_type_wrong` (unsupported),
 *   `materials_full` (conflict), and what the body or the store throws; nothing is left behind then
 */
export async function uploadAttachment(
  ctx: CallerContext & { files: FileStore },
  { file, ...input }: Input,
): Promise<Attachment> {
  const { head, stream, size } = await peek(file.stream, HEAD_BYTES);
  if (head.length === 0) throw refuse('file_empty', { field: 'body' });
  const type = attachmentTypeOf(head, file.type);
  const row = await begin(ctx, input, type, file.size);
  try {
    await ctx.files.upload(row.file_path, stream, type);
    const [ready] = await callForRows(
      ctx.db,
      attachments,
      sql`private.complete_attachment(${row.id}, ${size()})`,
    );
    // The class went meanwhile, or the right to write in it.
    if (!ready) throw refuse('class_not_found');
    return ready;
  } catch (error) {
    // The object goes with the row, by a job; of a row that is gone already, the sweep finds it.
    await ctx.db.delete(attachments).where(eq(attachments.id, row.id));
    throw error;
  }
}

/** Without a length, as much room is reserved as a file may need. */
async function begin(
  { db }: CallerContext,
  { class_id, asset_id, file_name, valid_until }: Omit<Input, 'file'>,
  type: AttachmentType,
  size = attachmentLimit.bytes,
): Promise<AttachmentRow> {
  const expires = valid_until?.toISOString() ?? null;
  const [row] = await callForRows(
    db,
    attachments,
    sql`private.begin_attachment(${class_id}, ${asset_id ?? null}, ${file_name}, ${type}, ${size},
      ${expires})`,
  ).catch(onAttachmentBegin);
  if (row) return row;
  throw refuse(await gymOfClass(db, class_id) ? 'not_class_teacher' : 'class_not_found');
}
