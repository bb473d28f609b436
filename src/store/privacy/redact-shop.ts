import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { inSlices } from '../../jobs/in-slices.ts';

/** Rows of one kind that a slice deletes at most, with all that hangs on them. */
const SLICE = 1_000;

/** How long an attempt deletes slice by slice before it lets others work. */
const ATTEMPT_MS = 1_000;

interface Ctx {
  db: SystemDatabase;
  /** Rows of a slice, for tests. */
  atMost?: number;
}

/**
 * The job `redact_shop` deletes all rows of a shop that asked to be forgotten, in slices that are
 * committed one by one. Nobody could read them any more since the shop asked.
 */
export const redactShop = defineJob({
  kind: 'redact_shop',
  payload: z.object({ request_id: z.guid() }),
  async run({ db, atMost = SLICE }: Ctx, { payload: { request_id }, signal }) {
    return await inSlices({ signal, until: Date.now() + ATTEMPT_MS }, async () => {
      const [slice] = await db.execute<{ done: boolean }>(
        sql`select private.redact_shop_slice(${request_id}, ${atMost}) as done`,
      );
      return !slice!.done;
    });
  },
});
