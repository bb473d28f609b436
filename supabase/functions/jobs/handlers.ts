import type { Database } from '../../../src/db/client.ts';
import type { Recurring } from '../../../src/jobs/ensure-recurring.ts';
import type { JobHandlers } from '../../../src/jobs/handler.ts';
import { purge } from '../../../src/jobs/purge.ts';

/**
 * Every kind of job there is and what does it.
 *
 * @param db the system door
 */
export const jobHandlers = (db: Database): JobHandlers => ({
  async purge_jobs({ signal }) {
    while (!signal.aborted && await purge(db));
  },
});

/** Kinds that run by themselves, and the seconds between two runs. */
export const recurringJobs: Recurring = {
  purge_jobs: 3600,
};
