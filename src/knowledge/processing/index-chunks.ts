import type { SystemDatabase } from '../../db/client.ts';
import type { Attempt, JobEffect, JobOutcome } from '../../jobs/attempt.ts';
import type { DocumentRow } from '../documents/insert-document.ts';
import { advanceDocument } from './advance-document.ts';
import { type Chunk, chunk } from './chunk.ts';
import { saveChunks, type Saved } from './document-parts.ts';
import { DocumentFailure } from './failure.ts';

/** How much is done between two commits; what a kill loses at most. UTF-16 code units, and rows. */
const LENGTH_PER_SLICE = 1_000_000;
const CHUNKS_PER_SLICE = 2_000;

/** What else is done for a document in the commit that makes it ready. */
export type OnReady = (tx: SystemDatabase, document: DocumentRow) => Promise<void>;

/** What a slice of the processing is handed. */
export interface SliceCtx {
  progress: Attempt<unknown>['progress'];
  onReady: OnReady | undefined;
  /** After so many milliseconds no further page is read in this slice. */
  sliceMs: number | undefined;
}

/** Saves the next chunks of the text, from where the last slice ended. */
export async function indexChunks(
  { progress, onReady }: SliceCtx,
  document: DocumentRow,
  saved: Saved,
  text: string,
  before?: JobEffect,
): Promise<JobOutcome> {
  if (!/\S/.test(text)) throw new DocumentFailure('no_text');
  const { batch, finished } = nextChunks(text, saved);
  const done = saved.chunks + batch.length;
  // How many there will be is known at the end; until then it is what the text so far promises.
  const end = batch.at(-1)?.end_offset ?? saved.end;
  const total = finished ? done : Math.ceil(done * text.length / end);
  await progress(done, total);
  const save: JobEffect = async (tx) => {
    await before?.(tx);
    const there = await advanceDocument(tx, document, {
      processing_done: done,
      processing_total: total,
      ...(finished && { processing_status: 'ready' as const }),
    });
    if (!there) return;
    await saveChunks(tx, document.id, batch);
    if (finished) await onReady?.(tx, document);
    return finished ? { chunks: done } : { extracted: true };
  };
  return finished ? save : { continue: save };
}

function nextChunks(text: string, saved: Saved): { batch: Chunk[]; finished: boolean } {
  const batch: Chunk[] = [];
  for (const next of chunk(text, saved)) {
    const full = batch.length === CHUNKS_PER_SLICE ||
      next.start_offset - saved.end > LENGTH_PER_SLICE;
    if (full && batch.length > 0) return { batch, finished: false };
    batch.push(next);
  }
  return { batch, finished: true };
}
