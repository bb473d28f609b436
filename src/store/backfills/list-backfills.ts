import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { backfills } from '../../db/schema/store/backfills/backfills.ts';
import type { Backfill } from './contract.ts';
import { presentBackfill } from './present-backfill.ts';

/** Lists the backfills of a shop, newest first; for managers of its gym. */
export async function listBackfills(
  { db }: CallerContext,
  { shop_id, page }: { shop_id: string; page: PageRequest },
): Promise<Slice<Backfill>> {
  const { items, next } = await newestFirst(backfills).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(backfills).where(and(eq(backfills.shop_id, shop_id), where))
        .orderBy(...orderBy).limit(limit),
  );
  return { items: items.map(presentBackfill), next };
}
