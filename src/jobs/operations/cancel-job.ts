import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Job } from './contract.ts';
import type { Database } from '../../db/client.ts';
import { jobs, jobStates } from '../../db/schema/index.ts';
import { wrongState } from '../../errors.ts';
import { presentJob } from './present-job.ts';
import { readJob } from './read-job.ts';

/**
 * Takes a job out of the queue. One that runs loses its lease: its handler is told at the next
 * heartbeat, and whatever it answers is not committed. Cancelling again answers the job as it is.
 *
 * @param db the system door
 * @throws `job_not_found`, `job_succeeded`, `job_dead` (conflict)
 */
export async function cancelJob(db: Database, jobId: string): Promise<Job> {
  const [job] = await db.update(jobs)
    .set({ status: 'cancelled', locked_by: null, finished_at: sql`now()` })
    .where(and(eq(jobs.id, jobId), inArray(jobs.status, jobStates.before('cancelled'))))
    .returning();
  if (job) return presentJob(job);
  const ended = await readJob(db, jobId);
  if (ended.status === 'cancelled') return ended;
  throw wrongState('job', ended.status);
}
