import type { SystemDatabase } from '../../../src/db/client.ts';
import { type LocalJob, registerJob } from '../../../src/jobs/register-job.ts';
import type { FileStore } from '../../../src/files/file-store.ts';
import { processDocument } from '../../../src/knowledge/processing/process-document.ts';
import { enqueueEmbedding } from '../../../src/knowledge/search/embed-document.ts';
import type { Embedder } from '../../../src/knowledge/search/embedder.ts';

/** Well within the two seconds of the processor that an invocation has. */
const SLICE_MS = 1_000;

export interface Outside {
  files: FileStore;
  /** With it, a document that is ready gets vectors; that is a job of its own. */
  embedder?: Embedder | undefined;
}

/** Lists the jobs that run alone, each with what it needs. */
export function registeredJobs(
  { db, files, embedder }: Outside & { db: SystemDatabase },
): LocalJob[] {
  const onReady = embedder && enqueueEmbedding;
  return [registerJob(processDocument, { db, files, onReady, sliceMs: SLICE_MS })];
}
