import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { keyset, type PageRequest, type Slice } from '../../db/keyset.ts';
import { orderDifferences } from '../../db/schema/store/reconciliations/order-differences.ts';
import { OrderDifference } from './contract.ts';

/**
 * Lists the orders in which Shopify and we differed; for managers of the shop's gym, and none to others.
 */
export async function listDifferences(
  { db }: CallerContext,
  { reconciliation_id, page }: { reconciliation_id: string; page: PageRequest },
): Promise<Slice<OrderDifference>> {
  const { items, next } = await keyset('asc', orderDifferences.shopify_id).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(orderDifferences)
        .where(and(eq(orderDifferences.reconciliation_id, reconciliation_id), where))
        .orderBy(...orderBy).limit(limit),
  );
  return { items: items.map((item) => OrderDifference.parse(item)), next };
}
