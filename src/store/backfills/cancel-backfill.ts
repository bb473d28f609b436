import { sql } from 'drizzle-orm';
import { callForRows } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { backfills } from '../../db/schema/store/backfills/backfills.ts';
import { refuse, wrongState } from '../../errors.ts';
import type { Backfill } from './contract.ts';
import { presentBackfill } from './present-backfill.ts';

/**
 * Ends a backfill, as a manager of the shop's gym; what it brought so far stays. Cancelling again
 * changes nothing.
 * @throws `backfill_not_found`, `backfill_succeeded` or `backfill_failed` (conflict)
 */
export async function cancelBackfill(
  { db }: CallerContext,
  { backfill_id }: { backfill_id: string },
): Promise<Backfill> {
  const call = sql`private.cancel_backfill(${backfill_id})`;
  const [backfill] = await callForRows(db, backfills, call);
  if (!backfill) throw refuse('backfill_not_found');
  const { state } = backfill;
  if (state === 'succeeded' || state === 'failed') throw wrongState('backfill', state);
  return presentBackfill(backfill);
}
