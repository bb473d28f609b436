import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { SystemDatabase } from '../../db/client.ts';

const Shop = z.object({ id: z.guid() });

/**
 * Does a little for each shop in turn, until a round finds nothing to do or it is time to stop: nobody's
 * great deal keeps others waiting. A shop of which a slice fails is left, and the others go on.
 *
 * @param shops a query of the ids of those of which something waits
 * @param slice answers whether it found something to do
 * @throws what the slices failed with, when the others are through
 */
export async function eachShop(
  db: SystemDatabase,
  shops: SQL,
  before: number,
  slice: (shop_id: string) => Promise<boolean>,
): Promise<void> {
  let waiting = await callFor(db, Shop, sql`(${shops}) s`);
  const failures: unknown[] = [];
  while (waiting.length > 0 && Date.now() < before) {
    const more: typeof waiting = [];
    for (const shop of waiting) {
      if (Date.now() >= before) break;
      try {
        if (await slice(shop.id)) more.push(shop);
      } catch (failure) {
        failures.push(failure);
      }
    }
    waiting = more;
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, 'Several shops failed');
}
