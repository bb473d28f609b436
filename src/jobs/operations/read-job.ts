import { eq } from 'drizzle-orm';
import type { Job } from './contract.ts';
import type { SystemContext } from '../../db/context.ts';
import { jobs } from '../../db/schema/jobs/jobs.ts';
import { refuse } from '../../errors.ts';
import { presentJob } from './present-job.ts';

/**
 * Reads one job.
 *
 * @throws `job_not_found`
 */
export async function readJob(
  { db }: SystemContext,
  { job_id }: { job_id: string },
): Promise<Job> {
  const [job] = await db.select().from(jobs).where(eq(jobs.id, job_id));
  if (!job) throw refuse('job_not_found');
  return presentJob(job);
}
