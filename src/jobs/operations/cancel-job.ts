import { and, eq, inArray, sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { jobs, jobStates } from '../../db/schema/jobs/jobs.ts';
import { wrongState } from '../../errors.ts';
import { findRegistered, type RegisteredJob } from '../register-job.ts';
import type { Job } from './contract.ts';
import { presentJob } from './present-job.ts';
import { readJob } from './read-job.ts';

/**
 * Takes a job out of the queue and tells its feature. One that runs loses its lease: its attempt is
 * told at the next heartbeat, and whatever it answers is not committed. Cancelling again answers the
 * job as it is.
 *
 * @throws `job_not_found`, `job_succeeded`, `job_dead` (conflict)
 */
export async function cancelJob(
  { db, jobs: registered }: { db: SystemDatabase; jobs: readonly RegisteredJob[] },
  { job_id }: { job_id: string },
): Promise<Job> {
  const cancelled = await db.transaction(async (tx) => {
    const [job] = await tx.update(jobs)
      .set({ status: 'cancelled', locked_by: null, finished_at: sql`now()` })
      .where(and(eq(jobs.id, job_id), inArray(jobs.status, jobStates.before('cancelled'))))
      .returning();
    if (!job) return undefined;
    await findRegistered(registered, job.kind)?.onEnd?.(tx, {
      job,
      how: 'cancelled',
      reason: null,
    });
    return presentJob(job);
  });
  if (cancelled) return cancelled;
  const ended = await readJob({ db }, { job_id });
  if (ended.status === 'cancelled') return ended;
  throw wrongState('job', ended.status);
}
