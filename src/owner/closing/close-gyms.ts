import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { inSlices } from '../../jobs/in-slices.ts';

/** Rows of one gym that a slice deletes at most, with all that hangs on them. */
const SLICE = 1_000;

/** How long an attempt deletes slice by slice before it lets others work. */
const ATTEMPT_MS = 2_000;

interface Ctx {
  db: SystemDatabase;
  /** Rows of a slice, for tests. */
  atMost?: number;
}

/**
 * The recurring job `close_gyms` closes the gyms whose thirty days are over, and deletes their rows in
 * slices that are committed one by one, a slice of each gym in turn.
 */
export const closeGyms = defineJob({
  kind: 'close_gyms',
  payload: z.object({}),
  everySeconds: 60,
  async run({ db, atMost = SLICE }: Ctx, { signal }) {
    return await inSlices({ signal, until: Date.now() + ATTEMPT_MS }, async () => {
      const [slice] = await db.execute<{ worked: boolean }>(
        sql`select private.close_gyms(${atMost}) as worked`,
      );
      return slice!.worked;
    });
  },
});
