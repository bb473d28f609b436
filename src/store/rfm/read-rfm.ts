import { desc, eq, sql } from 'drizzle-orm';
import { callForRows } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { rfmRuns } from '../../db/schema/store/rfm/rfm-runs.ts';
import { refuse } from '../../errors.ts';
import { readShop } from '../shops/read-shop.ts';
import type { RfmRun } from './contract.ts';
import { presentRun } from './present-run.ts';
import { segmentArray } from './segment-array.ts';

/**
 * Reads what the last run of a shop came to, or computes what one as of a day comes to, without
 * keeping it: for managers of its gym.
 * @throws `shop_not_found`, `shop_not_scored`
 */
export async function readRfm(
  ctx: CallerContext,
  { shop_id, as_of }: { shop_id: string; as_of?: string | undefined },
): Promise<RfmRun> {
  const { db } = ctx;
  const { segment_order } = await readShop(ctx, { shop_id });
  const [run] = as_of === undefined
    ? await db.select().from(rfmRuns).where(eq(rfmRuns.shop_id, shop_id))
      .orderBy(desc(rfmRuns.as_of), desc(rfmRuns.created_at)).limit(1)
    : await callForRows(
      db,
      rfmRuns,
      sql`private.rfm_on(${shop_id}, ${as_of}, ${segment_order}, ${segmentArray(segment_order)})`,
    );
  if (!run) throw refuse('shop_not_scored');
  return presentRun(run);
}
