import { sql } from 'drizzle-orm';
import { callForRows } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { backfills } from '../../db/schema/store/backfills/backfills.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import type { Backfill } from './contract.ts';
import { presentBackfill } from './present-backfill.ts';

/**
 * Has all that Shopify knows of a shop read, as a manager of its gym. Where that is under way, it is
 * answered instead of a second one.
 * @throws `shop_not_found`, `shop_not_connected` (conflict)
 */
export async function startBackfill(
  { db }: CallerContext,
  { shop_id }: { shop_id: string },
): Promise<Backfill> {
  const [backfill] = await callForRows(db, backfills, sql`private.start_backfill(${shop_id})`)
    .catch(onViolation('shop_not_connected', () => refuse('shop_not_connected')));
  if (!backfill) throw refuse('shop_not_found');
  return presentBackfill(backfill);
}
