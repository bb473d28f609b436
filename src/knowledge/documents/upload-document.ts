import { createHash } from 'node:crypto';
import { and, eq, isNull, ne } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { documents } from '../../db/schema/knowledge/documents.ts';
import { refuse } from '../../errors.ts';
import type { FileStore } from '../../files/file-store.ts';
import { asDocument } from './as-document.ts';
import type { Document, UploadQuery } from './contract.ts';
import { type DocumentRow, insertDocument } from './insert-document.ts';
import { submitDocument } from './submit-document.ts';

/** A file on its way in. */
export interface IncomingFile {
  stream: ReadableStream<Uint8Array>;
  /** Its MIME type, '' where none was declared. */
  type: string;
  /** Bytes, where that was declared. */
  size: number | undefined;
}

/**
 * Stores a file as it arrives and starts its processing. A file that the caller, or the gym it is
 * for, has already is answered with the document it is.
 * @returns whether the document is a new one
 * @throws `unsupported_file_type` (unsupported), `not_staff` (forbidden), `file_empty` (invalid), and
 *   what the body or the store throws; nothing is left behind then
 */
export async function uploadDocument(
  ctx: CallerContext & { files: FileStore },
  { file, gym_id, ...names }: UploadQuery & { file: IncomingFile },
): Promise<{ document: Document; created: boolean }> {
  const { type: file_type, size: file_size } = file;
  const body = { ...names, gym_id: gym_id ?? null, file_type, file_size };
  const row = await insertDocument(ctx, { body });
  try {
    const { stream, size, hash } = measured(file.stream);
    await ctx.files.upload(row.file_path, stream, row.file_type);
    if (size() === 0) throw refuse('file_empty', { field: 'body' });
    const twin = await twinOf(ctx, row, hash());
    if (!twin) {
      return { document: await submitDocument(ctx, { document_id: row.id }), created: true };
    }
    await remove(ctx, row);
    return { document: asDocument(twin), created: false };
  } catch (error) {
    await remove(ctx, row);
    throw error;
  }
}

/** Its file goes with it, by a job. */
const remove = ({ db }: CallerContext, { id }: DocumentRow) =>
  db.delete(documents).where(eq(documents.id, id));

/** A failed twin is left to the job, which tries it again. */
async function twinOf(
  { db, caller }: CallerContext,
  { gym_id }: DocumentRow,
  hash: string,
): Promise<DocumentRow | undefined> {
  const [twin] = await db.select().from(documents).where(and(
    gym_id === null
      ? and(eq(documents.user_id, caller.userId), isNull(documents.gym_id))
      : eq(documents.gym_id, gym_id),
    eq(documents.content_hash, hash),
    ne(documents.processing_status, 'failed'),
  ));
  return twin;
}

/** The same stream, whose size and SHA-256 (hex) are known once it was read. */
function measured(body: ReadableStream<Uint8Array>) {
  const sha256 = createHash('sha256');
  let size = 0;
  const stream = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        size += bytes.length;
        sha256.update(bytes);
        controller.enqueue(bytes);
      },
    }),
  );
  return { stream, size: () => size, hash: () => sha256.digest('hex') };
}
