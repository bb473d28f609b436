import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { decodeRow } from '../../db/decode-row.ts';
import { jobs } from '../../db/schema/jobs/jobs.ts';
import type { JobRow } from '../attempt.ts';

/**
 * Takes up to `limit` jobs that are due, for at least `leaseMs`, in one statement; no two workers
 * ever get the same. Each comes with a `locked_by` of its own, which is what later proves that the
 * lease still holds. Jobs of a worker that died are due again when their leases end.
 */
export async function takeDue(
  db: SystemDatabase,
  limit: number,
  leaseMs: number,
): Promise<JobRow[]> {
  // Leases end at random, so that a job that kills its worker does not come back with the same
  // neighbours every time. The order is that of the index of due jobs.
  const rows = await db.execute(sql`
    update private.jobs
    set status = 'running', attempts = attempts + 1, locked_by = gen_random_uuid(),
        run_at = now() + ${leaseMs}::float8 * (1 + random() / 2) * interval '1 millisecond'
    where id = any(array(
      select id from private.jobs
      where status in ('queued', 'running') and run_at <= now()
      order by run_at, id limit ${limit} for update skip locked
    ))
    returning *`);
  return rows.map((row) => decodeRow(jobs, row));
}
