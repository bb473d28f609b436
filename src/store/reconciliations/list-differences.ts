import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { keyset, type PageRequest, type Slice } from '../../db/keyset.ts';
import { orderDifferences } from '../../db/schema/store/reconciliations/order-differences.ts';
import { reconciliations } from '../../db/schema/store/reconciliations/reconciliations.ts';
import { refuse } from '../../errors.ts';
import { OrderDifference } from './contract.ts';

/**
 * Lists the orders in which Shopify and we differed; for managers of the shop's gym.
 * @throws `reconciliation_not_found`
 */
export async function listDifferences(
  { db }: CallerContext,
  { reconciliation_id, page }: { reconciliation_id: string; page: PageRequest },
): Promise<Slice<OrderDifference>> {
  const [reconciliation] = await db.select({ shop_id: reconciliations.shop_id })
    .from(reconciliations).where(eq(reconciliations.id, reconciliation_id));
  if (!reconciliation) throw refuse('reconciliation_not_found');
  const { items, next } = await keyset('asc', orderDifferences.shopify_id).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(orderDifferences)
        .where(and(
          eq(orderDifferences.reconciliation_id, reconciliation_id),
          eq(orderDifferences.shop_id, reconciliation.shop_id),
          where,
        ))
        .orderBy(...orderBy).limit(limit),
  );
  return { items: items.map((item) => OrderDifference.parse(item)), next };
}
