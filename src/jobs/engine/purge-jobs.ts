import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { defineJob } from '../define-job.ts';

/** How long finished jobs are kept, in days; dead ones longer, for whoever looks into them. */
const RETENTION_DAYS = { finished: 7, dead: 30 };

const SLICE = 1_000;

/** The job `purge_jobs` deletes what nobody looks into any more. */
export const purgeJobs = defineJob({
  kind: 'purge_jobs',
  payload: z.object({}),
  everySeconds: 3600,
  async run({ db }: { db: SystemDatabase }, { signal }) {
    while (!signal.aborted && await purge(db));
  },
});

/**
 * Deletes jobs that ended longer ago than they are kept, up to a thousand at a time.
 *
 * @returns whether there may be more
 */
export async function purge(db: SystemDatabase): Promise<boolean> {
  const { finished, dead } = RETENTION_DAYS;
  const { count } = await db.execute(sql`
    delete from private.jobs
    where id = any(array(
      select id from private.jobs
      where status in ('succeeded', 'cancelled') and finished_at < now() - make_interval(days => ${finished})
        or status = 'dead' and finished_at < now() - make_interval(days => ${dead})
      limit ${SLICE} for update skip locked
    ))`);
  return count === SLICE;
}
