import { expireRequests } from '../../../src/agent/expire-requests.ts';
import type { Database } from '../../../src/db/client.ts';
import type { Recurring } from '../../../src/jobs/ensure-recurring.ts';
import type { JobHandlers } from '../../../src/jobs/handler.ts';
import { purge } from '../../../src/jobs/purge.ts';
import { deleteFile } from '../../../src/knowledge/delete-file.ts';
import type { FileStore } from '../../../src/knowledge/file-store.ts';
import { processDocument } from '../../../src/knowledge/process-document.ts';

/** Longer than an answer may take, whoever gives it. */
const ANSWER_MAX_MS = 5 * 60_000;

/**
 * Every kind of job there is and what does it.
 *
 * @param db the system door
 */
export const jobHandlers = (db: Database, files: FileStore): JobHandlers => ({
  async purge_jobs({ signal }) {
    while (!signal.aborted && await purge(db));
  },
  expire_agent_requests: () =>
    Promise.resolve((tx) => expireRequests(tx, new Date(Date.now() - ANSWER_MAX_MS))),
  process_document: processDocument({ db, files }),
  delete_file: deleteFile(files),
});

/** Kinds that run by themselves, and the seconds between two runs. */
export const recurringJobs: Recurring = {
  purge_jobs: 3600,
  expire_agent_requests: 60,
};
