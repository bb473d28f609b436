import { expireRequests } from '../../../src/agent/requests/expire-requests.ts';
import type { Database } from '../../../src/db/client.ts';
import type { Recurring } from '../../../src/jobs/engine/ensure-recurring.ts';
import type { JobHandlers } from '../../../src/jobs/handler.ts';
import { purge } from '../../../src/jobs/engine/purge.ts';
import { deleteFile } from '../../../src/knowledge/files/delete-file.ts';
import { embedBacklog } from '../../../src/knowledge/search/embed-backlog.ts';
import { embedDocument, enqueueEmbedding } from '../../../src/knowledge/search/embed-document.ts';
import type { Embedder } from '../../../src/knowledge/search/embedder.ts';
import type { FileStore } from '../../../src/knowledge/files/file-store.ts';
import { processDocument } from '../../../src/knowledge/processing/process-document.ts';

/** Longer than an answer may take, whoever gives it. */
const ANSWER_MAX_MS = 5 * 60_000;

/**
 * Every kind of job there is and what does it.
 *
 * @param db the system door
 * @param embedder without it, documents get no vectors
 */
export const jobHandlers = (
  db: Database,
  files: FileStore,
  embedder?: Embedder,
): JobHandlers => ({
  async purge_jobs({ signal }) {
    while (!signal.aborted && await purge(db));
  },
  expire_agent_requests: () =>
    Promise.resolve((tx) => expireRequests(tx, new Date(Date.now() - ANSWER_MAX_MS))),
  process_document: processDocument({ db, files, onReady: embedder && enqueueEmbedding }),
  delete_file: deleteFile(files),
  ...(embedder && {
    embed_document: embedDocument(db, embedder),
    embed_backlog: embedBacklog(db, embedder),
  }),
});

/** Kinds that run by themselves, and the seconds between two runs. */
export const recurringJobs: Recurring = {
  purge_jobs: 3600,
  expire_agent_requests: 60,
};

/** And these where an embedding model is configured. */
export const recurringWithVectors: Recurring = { embed_backlog: 600 };
