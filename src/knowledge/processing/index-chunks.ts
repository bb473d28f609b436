import type { SystemDatabase } from '../../db/client.ts';
import type { Attempt, JobEffect, JobOutcome } from '../../jobs/attempt.ts';
import type { DocumentRow } from '../documents/insert-document.ts';
import { advanceDocument } from './advance-document.ts';
import { type Chunk, chunk } from './chunk.ts';
import { saveChunks, type Saved } from './document-parts.ts';
import { DocumentFailure } from './failure.ts';

/** How much is done between two commits; what a kill loses at most. */
const CHUNKS_PER_SLICE = 2_000;

/** What else is done for a document in the commit that makes it ready. */
export type OnReady = (tx: SystemDatabase, document: DocumentRow) => Promise<void>;

/** What a slice of the processing is handed. */
export interface SliceCtx {
  progress: Attempt<unknown>['progress'];
  onReady: OnReady | undefined;
}

/** Saves the next chunks of the text. It is cut anew every time, and always in the same way. */
export async function indexChunks(
  { progress, onReady }: SliceCtx,
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
    const there = await advanceDocument(tx, document, {
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
