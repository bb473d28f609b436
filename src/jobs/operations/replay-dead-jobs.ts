import { sql } from 'drizzle-orm';
import type { ReplayInput } from './contract.ts';
import type { SystemContext } from '../../db/context.ts';
import { jobs, jobStatuses, LIVE_JOB } from '../../db/schema/jobs/jobs.ts';
import { AFRESH } from './replay-job.ts';

const SLICE = 1_000;

/**
 * Makes the dead jobs of a kind due again, a thousand at a time, those first that died first. Of
 * several with one key only the last to die is replayed, and none whose key has a live job.
 */
export async function replayDeadJobs(
  { db }: SystemContext,
  { body: { kind } }: { body: ReplayInput },
): Promise<{ replayed: number }> {
  const rows = await db.update(jobs).set(AFRESH).where(sql`${jobs.id} = any(array(
    select d.id from private.jobs d
    where d.kind = ${kind} and d.status = 'dead'
      and not exists (
        select from private.jobs twin
        where twin.kind = d.kind and twin.dedupe_key = d.dedupe_key
          and (${jobStatuses.among(sql`twin.status`, LIVE_JOB)}
            or twin.status = 'dead' and (twin.finished_at, twin.id) > (d.finished_at, d.id))
      )
    order by d.finished_at limit ${SLICE} for update skip locked
  ))`).returning({ id: jobs.id });
  return { replayed: rows.length };
}
