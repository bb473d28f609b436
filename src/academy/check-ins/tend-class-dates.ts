import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemContext } from '../../db/context.ts';
import { defineJob } from '../../jobs/define-job.ts';

/** So many dates are held together for the length of a statement. */
const BATCH = 50;

/**
 * The recurring job `tend_class_dates` does what time has decided where nobody came by to do it:
 * offers that ran out go to the next in line, and who booked and did not come is a no-show.
 */
export const tendClassDates = defineJob({
  kind: 'tend_class_dates',
  payload: z.object({}),
  everySeconds: 60,
  async run({ db }: SystemContext, { signal }) {
    while (!signal.aborted && await tend(db) === BATCH);
  },
});

/** @returns how many dates were due, of as many as one statement takes */
async function tend(db: SystemContext['db']): Promise<number> {
  const [row] = await db.execute<{ done: number }>(
    sql`select private.tend_class_dates(now(), ${BATCH}) as done`,
  );
  return row!.done;
}
