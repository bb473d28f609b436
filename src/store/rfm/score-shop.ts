import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { callForRows } from '../../db/call.ts';
import type { SystemContext } from '../../db/context.ts';
import { rfmRuns } from '../../db/schema/store/rfm/rfm-runs.ts';
import { shops } from '../../db/schema/store/shops/shops.ts';
import { defineJob } from '../../jobs/define-job.ts';
import type { RfmRun } from './contract.ts';
import { presentRun } from './present-run.ts';
import { segmentArray } from './segment-array.ts';

/**
 * Scores a shop as of a day, by its own clock today, and keeps scores, history and the run: unless
 * that day is before the last run's or not here yet, then it is only computed.
 *
 * @returns undefined for a shop that is not there
 */
export async function scoreShop(
  { db }: SystemContext,
  { shop_id, as_of }: { shop_id: string; as_of?: string | undefined },
): Promise<RfmRun | undefined> {
  const [shop] = await db.select({ order: shops.segment_order }).from(shops)
    .where(eq(shops.id, shop_id));
  if (!shop) return undefined;
  const call = sql`private.score_shop(${shop_id}, ${as_of ?? null}::date, ${shop.order},
    ${segmentArray(shop.order)})`;
  const [run] = await callForRows(db, rfmRuns, call);
  return run && presentRun(run);
}

/** The job `score_shop` scores a shop as of today. */
export const scoreShopJob = defineJob({
  kind: 'score_shop',
  payload: z.object({ shop_id: z.guid() }),
  run: (_ctx: object, { payload }) =>
    Promise.resolve(async (tx) => {
      const run = await scoreShop({ db: tx }, payload);
      return run && { as_of: run.as_of, kept: run.kept, changed: run.changed, moved: run.moved };
    }),
});
