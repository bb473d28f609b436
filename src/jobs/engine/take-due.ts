import { type SQL, sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { decodeRow } from '../../db/decode-row.ts';
import { jobs, jobStatuses, LIVE_JOB } from '../../db/schema/jobs/jobs.ts';
import type { JobRow } from '../attempt.ts';

/** Which kinds are taken: all but some, or only some, one of each person's at once. */
export type Kinds = { except: readonly string[] } | { alone: readonly string[] };

/**
 * Takes up to `limit` jobs that are due, for at least `leaseMs`, in one statement; no two workers
 * ever get the same. Each comes with a `locked_by` of its own, which is what later proves that the
 * lease still holds. Jobs of a worker that died are due again when their leases end.
 */
export async function takeDue(
  db: SystemDatabase,
  limit: number,
  leaseMs: number,
  kinds: Kinds = { except: [] },
): Promise<JobRow[]> {
  // Leases end at random, so that a job that kills its worker does not come back with the same
  // neighbours every time. The order is that of the index of due jobs.
  const rows = await db.execute(sql`
    update private.jobs
    set status = 'running', attempts = attempts + 1, locked_by = gen_random_uuid(),
        run_at = now() + ${leaseMs}::float8 * (1 + random() / 2) * interval '1 millisecond'
    where id = any(array(
      select id from private.jobs
      where ${jobStatuses.among(sql`status`, LIVE_JOB)} and run_at <= now() ${among(kinds)}
      order by run_at, id limit ${limit} for update skip locked
    ))
    returning *`);
  return rows.map((row) => decodeRow(jobs, row));
}

function among(kinds: Kinds): SQL | undefined {
  if ('except' in kinds) {
    const { except } = kinds;
    return except.length > 0 ? sql`and kind <> all(${sql.param(except)}::text[])` : undefined;
  }
  const alone = sql`${sql.param(kinds.alone)}::text[]`;
  // Who has a thousand of them waits for their own, not everybody for theirs.
  return sql`and kind = any(${alone}) and not exists (
    select from private.jobs other
    where other.status = 'running' and other.run_at > now() and other.kind = any(${alone})
      and other.user_id = jobs.user_id
  )`;
}
