import { type SQL, sql } from 'drizzle-orm';
import { jobs } from '../../db/schema/jobs/jobs.ts';
import type { JobRow } from '../attempt.ts';

/** A job as its worker holds it: the lease is proven by `locked_by`. */
export type HeldJob = Pick<JobRow, 'id' | 'locked_by'>;

/**
 * The rows of these jobs as far as their leases still hold. A `locked_by` is drawn anew every
 * time a row is taken, and taken away at the end, so it alone says that a job is this worker's.
 */
export const stillHeld = (held: readonly HeldJob[]): SQL =>
  sql`${jobs.id} = any(${sql.param(held.map(({ id }) => id))}::uuid[])
    and ${jobs.locked_by} = any(${sql.param(held.map((job) => job.locked_by))}::uuid[])`;
