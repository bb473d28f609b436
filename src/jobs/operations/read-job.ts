import { eq } from 'drizzle-orm';
import type { Job } from './contract.ts';
import type { SystemContext } from '../../db/context.ts';
import { jobs } from '../../db/schema/jobs/jobs.ts';
import { notFound } from '../../errors.ts';
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
  if (!job) throw notFound('job_not_found', 'No such job.');
  return presentJob(job);
}
