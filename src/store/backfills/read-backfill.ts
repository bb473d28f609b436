import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { backfills } from '../../db/schema/store/backfills/backfills.ts';
import { refuse } from '../../errors.ts';
import type { Backfill } from './contract.ts';
import { presentBackfill } from './present-backfill.ts';

/**
 * Reads how far a backfill is, as a manager of the shop's gym.
 * @throws `backfill_not_found`
 */
export async function readBackfill(
  { db }: CallerContext,
  { backfill_id }: { backfill_id: string },
): Promise<Backfill> {
  const [backfill] = await db.select().from(backfills).where(eq(backfills.id, backfill_id));
  if (!backfill) throw refuse('backfill_not_found');
  return presentBackfill(backfill);
}
