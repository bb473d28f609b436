import { createHash } from 'node:crypto';
import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import type { CreateDocumentInput, Document } from './contract.ts';
import type { Database } from '../../db/client.ts';
import { documents } from '../../db/schema/index.ts';
import { invalid } from '../../errors.ts';
import { asDocument } from './as-document.ts';
import type { FileStore } from '../files/file-store.ts';
import { insertDocument } from './insert-document.ts';
import { submitDocument } from './submit-document.ts';

/**
 * Stores a file as it arrives and starts its processing. A file that the caller, or the gym it is
 * for, has already is answered with the document it is.
 * @returns whether the document is a new one
 * @throws `unsupported_file_type` (unsupported), `not_staff` (forbidden), `file_empty` (invalid), and
 *   what the body or the store throws; nothing is left behind then
 */
export async function uploadDocument(
  db: Database,
  caller: Caller,
  files: FileStore,
  input: CreateDocumentInput,
  body: ReadableStream<Uint8Array>,
): Promise<{ document: Document; created: boolean }> {
  const row = await insertDocument(db, caller, input);
  try {
    const { stream, size, hash } = measured(body);
    await files.upload(row.file_path, stream, row.file_type);
    if (size() === 0) throw invalid('file_empty', 'The file has no content.', 'body');
    const twin = await twinOf(db, caller, row.gym_id, hash());
    if (!twin) return { document: await submitDocument(db, row.id), created: true };
    await remove(db, row.id);
    return { document: asDocument(twin), created: false };
  } catch (error) {
    await remove(db, row.id);
    throw error;
  }
}

/** Its file goes with it, by a job. */
const remove = (db: Database, id: string) => db.delete(documents).where(eq(documents.id, id));

/** A failed twin is left to the job, which tries it again. */
async function twinOf(db: Database, caller: Caller, gymId: string | null, hash: string) {
  const [twin] = await db.select().from(documents).where(and(
    gymId === null
      ? and(eq(documents.user_id, caller.userId), isNull(documents.gym_id))
      : eq(documents.gym_id, gymId),
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
