import { and, eq } from 'drizzle-orm';
import type { Job, JobsQuery } from './contract.ts';
import type { Database } from '../../db/client.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { jobs } from '../../db/schema/index.ts';
import { presentJob } from './present-job.ts';

const order = newestFirst(jobs.created_at, jobs.id);

/**
 * Lists jobs, newest first. It has no index to walk: one more would slow down every worker, and the
 * table is kept small by `purge_jobs`.
 *
 * @param ctx the system door
 */
export async function listJobs(
  { db }: { db: Database },
  { status, kind, page }: Pick<JobsQuery, 'status' | 'kind'> & { page: PageRequest },
): Promise<Slice<Job>> {
  const rows = await db.select().from(jobs)
    .where(and(
      status && eq(jobs.status, status),
      kind === undefined ? undefined : eq(jobs.kind, kind),
      order.where(page.after),
    ))
    .orderBy(...order.orderBy).limit(order.fetch(page.limit));
  return order.slice(rows.map(presentJob), page.limit, (job) => [job.created_at, job.id]);
}
