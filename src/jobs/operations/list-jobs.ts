import { and, eq } from 'drizzle-orm';
import type { Job, JobsQuery } from './contract.ts';
import type { SystemContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { jobs } from '../../db/schema/jobs/jobs.ts';
import { presentJob } from './present-job.ts';

/**
 * Lists jobs, newest first. It has no index to walk: one more would slow down every worker, and the
 * table is kept small by `purge_expired`.
 */
export const listJobs = (
  { db }: SystemContext,
  { status, kind, page }: Pick<JobsQuery, 'status' | 'kind'> & { page: PageRequest },
): Promise<Slice<Job>> =>
  newestFirst(jobs).list(page, async ({ where, orderBy, limit }) => {
    const rows = await db.select().from(jobs)
      .where(and(
        status && eq(jobs.status, status),
        kind === undefined ? undefined : eq(jobs.kind, kind),
        where,
      ))
      .orderBy(...orderBy).limit(limit);
    return rows.map(presentJob);
  });
