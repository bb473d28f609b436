import { eq } from 'drizzle-orm';
import type { Job } from './contract.ts';
import type { Database } from '../../db/client.ts';
import { jobs } from '../../db/schema/index.ts';
import { notFound } from '../../errors.ts';
import { presentJob } from './present-job.ts';

/**
 * One job.
 *
 * @param db the system door
 * @throws `job_not_found`
 */
export async function readJob(db: Database, jobId: string): Promise<Job> {
  const [job] = await db.select().from(jobs).where(eq(jobs.id, jobId));
  if (!job) throw notFound('job_not_found', 'No such job.');
  return presentJob(job);
}
