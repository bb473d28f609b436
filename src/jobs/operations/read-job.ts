import { eq } from 'drizzle-orm';
import type { Job } from './contract.ts';
import type { SystemDatabase } from '../../db/client.ts';
import { jobs } from '../../db/schema/jobs/jobs.ts';
import { notFound } from '../../errors.ts';
import { presentJob } from './present-job.ts';

/**
 * Reads one job.
 *
 * @throws `job_not_found`
 */
export async function readJob(
  { db }: { db: SystemDatabase },
  { job_id }: { job_id: string },
): Promise<Job> {
  const [job] = await db.select().from(jobs).where(eq(jobs.id, job_id));
  if (!job) throw notFound('job_not_found', 'No such job.');
  return presentJob(job);
}
