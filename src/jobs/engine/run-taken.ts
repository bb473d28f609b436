import type { SystemDatabase } from '../../db/client.ts';
import { jobs } from '../../db/schema/jobs/jobs.ts';
import type { Settlement } from '../attempt.ts';
import { findRegistered, type LocalJob } from '../register-job.ts';
import { completeUnlessResting } from './complete.ts';
import { type HeldJob, stillHeld } from './held.ts';
import { type Work, workOn } from './work-on.ts';
import type { RunOptions } from './run-jobs.ts';

/**
 * Makes one attempt at a job that another worker has taken and keeps the lease of: `RunAlone` from
 * the inside. Should this be ended on the way, that worker notices.
 *
 * @param ctx the system door, and what runs jobs of such kinds
 * @returns `lost` for a job that is nobody's or another's by now
 */
export async function runTaken(
  { db, jobs: registered }: { db: SystemDatabase; jobs: readonly LocalJob[] },
  held: HeldJob,
  { budgetMs, onFailure }: Pick<RunOptions, 'budgetMs' | 'onFailure'>,
): Promise<Settlement> {
  const [job] = await db.select().from(jobs).where(stillHeld([held]));
  if (!job) return 'lost';
  const work: Work = { job, abort: new AbortController(), settling: false };
  const settlement = await workOn(db, work, findRegistered(registered, job.kind), {
    deadline: Date.now() + budgetMs,
    ...(onFailure && { onFailure }),
  });
  return settlement ?? (await completeUnlessResting(db, [job]) > 0 ? 'succeeded' : 'lost');
}
