import { and, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import { documents } from '../../db/schema/index.ts';
import type { Attempt, EndedJob, JobEffect, JobOutcome } from '../../jobs/attempt.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { type Chunk, chunk } from './chunk.ts';
import { readSaved, readSavedText, saveChunks, type Saved, saveParts } from './document-parts.ts';
import { openText } from '../extract/open-text.ts';
import { DocumentFailure, type FailureCode } from './failure.ts';
import type { FileStore } from '../files/file-store.ts';
import { fileTypeOf } from '../files/file-types.ts';
import type { DocumentRow } from '../documents/insert-document.ts';
import { MAX_TEXT_LENGTH } from '../files/limits.ts';
import { findTwin, mergeInto } from './merge-duplicate.ts';
import { readFile, type StoredFile } from '../files/read-file.ts';

/** How much is done between two commits; what a kill loses at most. */
const PARTS_PER_SLICE = 50;
const CHUNKS_PER_SLICE = 2_000;

/** What the slice before has left in the job: extraction need not be looked into again. */
const Extracted = z.object({ extracted: z.literal(true) });

interface Payload {
  document_id: string;
}

interface Ctx {
  /** The system door. */
  db: Database;
  files: Pick<FileStore, 'download'>;
  /** What else there is to do for a document, committed together with its being ready. */
  onReady?: ((tx: Database, document: DocumentRow) => Promise<void>) | undefined;
}

type Context = Pick<Attempt<Payload>, 'progress'> & Pick<Ctx, 'onReady'>;

/**
 * The job `process_document`: file → text in parts → chunks, in slices that are committed one by one,
 * each with what the next goes on from. A file that cannot be read ends in a document that says why,
 * and that is the job's success; anything else that is thrown is the queue's to try again.
 */
export const processDocument = defineJob({
  kind: 'process_document',
  payload: z.object({ document_id: z.uuid() }),
  run: processSlice,
  onEnd: failDocument,
});

/** Does as much as one commit takes. */
async function processSlice(
  { db, files, onReady }: Ctx,
  { payload: { document_id }, job, progress }: Attempt<Payload>,
): Promise<JobOutcome> {
  const context: Context = { progress, onReady };
  const [document] = await db.select().from(documents).where(eq(documents.id, document_id));
  if (!document || document.processing_status === 'ready') return;
  let file: StoredFile | undefined;
  try {
    const saved = await readSaved(db, document.id);
    if (saved.chunks > 0 || Extracted.safeParse(job.result).success) {
      return await index(context, document, saved, await readSavedText(db, document.id));
    }
    file = await readFile(files, document.file_path);
    const twin = await findTwin(db, document, file.hash);
    if (twin) return mergeInto(twin, document, processAgain);
    return await extract(context, document, saved, file);
  } catch (error) {
    if (error instanceof DocumentFailure) return failWith(error, document, file);
    throw error;
  }
}

/** A job that ended without success leaves no document that waits for nobody. */
async function failDocument(tx: Database, { payload, how }: EndedJob<Payload>): Promise<void> {
  const error: FailureCode = how === 'cancelled' ? 'cancelled' : 'processing_failed';
  await tx.update(documents).set({ processing_status: 'failed', error })
    .where(and(
      eq(documents.id, payload.document_id),
      eq(documents.processing_status, 'processing'),
    ));
}

/** As `private.submit_document` does for the owner. */
async function processAgain(tx: Database, { id, user_id }: DocumentRow): Promise<void> {
  await enqueue(tx, processDocument, { document_id: id }, { key: id, userId: user_id });
}

/** The next parts of the text; with the last of them, a short document is done at once. */
async function extract(
  context: Context,
  document: DocumentRow,
  saved: Saved,
  { bytes, size, hash }: StoredFile,
): Promise<JobOutcome> {
  const facts = { content_hash: hash, file_size: size };
  const fresh: string[] = [];
  const source = await openText(bytes, fileTypeOf(document.filename, document.file_type));
  const { parts } = source;
  try {
    let length = saved.length;
    const end = Math.min(parts, saved.parts + PARTS_PER_SLICE);
    for (let part = saved.parts; part < end; part++) {
      const content = await source.read(part);
      length += content.length;
      if (length > MAX_TEXT_LENGTH) throw new DocumentFailure('text_too_long');
      fresh.push(content);
      await context.progress(part + 1, parts);
    }
  } finally {
    await source.close();
  }
  const extracted = saved.parts + fresh.length;
  const save: JobEffect = async (tx) => {
    const progress = { processing_done: extracted, processing_total: parts };
    if (!await advance(tx, document, { ...facts, ...progress })) return;
    await saveParts(tx, document.id, saved.parts, fresh);
    return extracted >= parts ? { extracted: true } : undefined;
  };
  if (extracted < parts || saved.parts > 0) return { continue: save };
  return await index(context, document, saved, fresh.join(''), save);
}

/** The next chunks of the text. It is cut anew every time, and always in the same way. */
async function index(
  { progress, onReady }: Context,
  document: DocumentRow,
  saved: Saved,
  text: string,
  before?: JobEffect,
): Promise<JobOutcome> {
  if (!/\S/.test(text)) throw new DocumentFailure('no_text');
  const chunks = [...chunk(text)];
  const done = Math.min(chunks.length, saved.chunks + CHUNKS_PER_SLICE);
  const batch: Chunk[] = chunks.slice(saved.chunks, done);
  const finished = done === chunks.length;
  await progress(done, chunks.length);
  const save: JobEffect = async (tx) => {
    await before?.(tx);
    const there = await advance(tx, document, {
      processing_done: done,
      processing_total: chunks.length,
      ...(finished && { processing_status: 'ready' as const }),
    });
    if (!there) return;
    await saveChunks(tx, document.id, batch);
    if (finished) await onReady?.(tx, document);
    return finished ? { chunks: chunks.length } : { extracted: true };
  };
  return finished ? save : { continue: save };
}

/** Writes how far the document is and locks it; false when it was deleted meanwhile. */
async function advance(
  tx: Database,
  { id }: DocumentRow,
  changes: Partial<DocumentRow>,
): Promise<boolean> {
  const rows = await tx.update(documents)
    .set({ processing_status: 'processing', error: null, ...changes })
    .where(and(eq(documents.id, id), ne(documents.processing_status, 'ready')))
    .returning({ id: documents.id });
  return rows.length > 0;
}

const failWith =
  ({ code }: DocumentFailure, document: DocumentRow, file: StoredFile | undefined): JobEffect =>
  async (tx) => {
    await advance(tx, document, {
      processing_status: 'failed',
      error: code,
      ...(file && { content_hash: file.hash, file_size: file.size }),
    });
    return { failed: code };
  };
