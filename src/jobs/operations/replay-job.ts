import { and, eq, inArray } from 'drizzle-orm';
import type { Job } from './contract.ts';
import type { SystemContext } from '../../db/context.ts';
import { onViolation } from '../../db/violation.ts';
import { ENDED_JOB, jobs, jobStates } from '../../db/schema/jobs/jobs.ts';
import { refuse, wrongState } from '../../errors.ts';
import { DUE_NOW } from '../engine/due-now.ts';
import { presentJob } from './present-job.ts';
import { readJob } from './read-job.ts';

/** A job that runs may be queued again as well, but by its worker alone. */
const REPLAYABLE = jobStates.before('queued').filter((status) => ENDED_JOB.includes(status));

/** What a job's row becomes when it is to start all over. */
export const AFRESH = {
  status: 'queued' as const,
  run_at: DUE_NOW,
  attempts: 0,
  error: null,
  finished_at: null,
  progress_done: 0,
  progress_total: null,
};

/**
 * Makes a dead or cancelled job due again, with all its attempts.
 *
 * @throws `job_not_found`; `job_queued`, `job_running`, `job_succeeded` or, where it ended this very
 *   moment, `job_dead`, `job_cancelled` (conflict); `job_duplicate` (conflict) when another job with
 *   the same key is live
 */
export async function replayJob(
  { db }: SystemContext,
  { job_id }: { job_id: string },
): Promise<Job> {
  const [job] = await db.update(jobs).set(AFRESH)
    .where(and(eq(jobs.id, job_id), inArray(jobs.status, REPLAYABLE)))
    .returning()
    .catch(onViolation('jobs_dedupe_unique', () => refuse('job_duplicate')));
  if (job) return presentJob(job);
  const { status } = await readJob({ db }, { job_id });
  throw wrongState('job', status);
}
