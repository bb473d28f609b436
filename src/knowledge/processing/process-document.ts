import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { documents } from '../../db/schema/knowledge/documents.ts';
import type { Attempt, EndedJob, JobEffect, JobEnd, JobOutcome } from '../../jobs/attempt.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { DocumentRow } from '../documents/insert-document.ts';
import type { FileStore } from '../../files/file-store.ts';
import { readFile, type StoredFile } from '../files/read-file.ts';
import { advanceDocument } from './advance-document.ts';
import { readSaved, readSavedText } from './document-parts.ts';
import { extractParts } from './extract-parts.ts';
import { DocumentFailure, type FailureCode } from './failure.ts';
import { indexChunks, type OnReady } from './index-chunks.ts';
import { findTwin, mergeInto } from './merge-duplicate.ts';

/** What the slice before has left in the job: extraction need not be looked into again. */
const Extracted = z.object({ extracted: z.literal(true) });

const Payload = z.object({ document_id: z.guid() });
type Payload = z.output<typeof Payload>;

interface Ctx {
  db: SystemDatabase;
  files: Pick<FileStore, 'download'>;
  /** What else there is to do for a document, committed together with its being ready. */
  onReady?: OnReady | undefined;
  /** Ends a slice early where an invocation has little time; at least one page is read. */
  sliceMs?: number;
}

/**
 * The job `process_document`: file → text in parts → chunks, in slices that are committed one by one,
 * each with what the next goes on from. A file that cannot be read ends in a document that says why,
 * and that is the job's success; anything else that is thrown is the queue's to try again. What a
 * file costs is a stranger's choice, so it runs alone: see `registerAlone`.
 */
export const processDocument = defineJob({
  kind: 'process_document',
  payload: Payload,
  run: processSlice,
  onEnd: failDocument,
});

/** Does as much as one commit takes. */
async function processSlice(
  { db, files, onReady, sliceMs }: Ctx,
  { payload: { document_id }, job, progress }: Attempt<Payload>,
): Promise<JobOutcome> {
  const ctx = { progress, onReady, sliceMs };
  const [document] = await db.select().from(documents).where(eq(documents.id, document_id));
  if (!document || document.processing_status === 'ready') return;
  let file: StoredFile | undefined;
  try {
    const saved = await readSaved(db, document.id);
    if (saved.chunks > 0 || Extracted.safeParse(job.result).success) {
      return await indexChunks(ctx, document, saved, await readSavedText(db, document.id));
    }
    file = await readFile(files, document.file_path);
    const twin = await findTwin(db, document, file.hash);
    if (twin) return mergeInto(twin, document, processAgain);
    return await extractParts(ctx, document, saved, file);
  } catch (error) {
    if (error instanceof DocumentFailure) return failWith(error, document, file);
    throw error;
  }
}

const FAILURE_OF: Record<JobEnd, FailureCode> = {
  dead: 'processing_failed',
  killed: 'too_complex',
  cancelled: 'cancelled',
};

/** Fails the document of a job that ended without success, so that it does not wait for nobody. */
async function failDocument(
  tx: SystemDatabase,
  { payload, how }: EndedJob<Payload>,
): Promise<void> {
  await tx.update(documents).set({ processing_status: 'failed', error: FAILURE_OF[how] })
    .where(and(
      eq(documents.id, payload.document_id),
      eq(documents.processing_status, 'processing'),
    ));
}

/** Starts the processing once more, as `private.submit_document` does for the owner. */
async function processAgain(tx: SystemDatabase, { id, user_id }: DocumentRow): Promise<void> {
  await enqueue(tx, processDocument, { document_id: id }, { key: id, userId: user_id });
}

/** Ends in a document that says why; what is known of the file is kept. */
const failWith =
  ({ code }: DocumentFailure, document: DocumentRow, file: StoredFile | undefined): JobEffect =>
  async (tx) => {
    await advanceDocument(tx, document, {
      processing_status: 'failed',
      error: code,
      ...(file && { content_hash: file.hash, file_size: file.size }),
    });
    return { failed: code };
  };
