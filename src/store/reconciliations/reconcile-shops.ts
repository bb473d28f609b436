import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import { defineJob } from '../../jobs/define-job.ts';

const Began = z.object({ began: z.int() });

/** The job `reconcile_shops`: once a day it has each shop compared with what Shopify has of it. */
export const reconcileShops = defineJob({
  kind: 'reconcile_shops',
  payload: z.object({}),
  everySeconds: 24 * 60 * 60,
  run: () =>
    Promise.resolve(async (tx) => {
      const [{ began }] = await callFor(tx, Began, sql`private.start_reconciliations() began`) as [
        { began: number },
      ];
      return { began };
    }),
});
