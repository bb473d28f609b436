import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { defineJob } from '../../jobs/define-job.ts';

/** So many accounts are written down by one statement. */
const BATCH = 500;

interface Ctx {
  db: SystemDatabase;
  clock?: () => Date;
}

/**
 * The recurring job `follow_dues` writes down how accounts stand that time alone has changed, for the
 * lists: an hour late at most, each by its gym's clock. Check-in does not wait for it.
 */
export const followDues = defineJob({
  kind: 'follow_dues',
  payload: z.object({}),
  everySeconds: 3600,
  async run({ db, clock = () => new Date() }: Ctx, { signal }) {
    while (!signal.aborted && await follow(db, clock()) === BATCH);
  },
});

/** @returns how many accounts were due, of as many as one statement takes */
async function follow(db: SystemDatabase, now: Date): Promise<number> {
  const [row] = await db.execute<{ done: number }>(
    sql`select private.follow_dues(${now.toISOString()}, ${BATCH}) as done`,
  );
  return row!.done;
}
