import { and, count, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { customers } from '../../db/schema/store/customers/customers.ts';
import { orders } from '../../db/schema/store/orders/orders.ts';
import type { ShopifyAdmin } from '../shops/access/open-shop.ts';
import type { Patience } from '../shops/access/shopify-api.ts';

const COUNTS = `query Counts {
  customersCount(limit: null) { count }
  ordersCount(limit: null) { count }
}`;
const Counts = z.object({
  customersCount: z.object({ count: z.int() }),
  ordersCount: z.object({ count: z.int() }),
});

/**
 * Counts the customers and orders of a shop, as Shopify does and as we do.
 * @throws ShopifyError
 */
export async function countBoth(
  db: SystemDatabase,
  admin: ShopifyAdmin,
  patience: Patience,
) {
  const theirs = await admin.query(Counts, { document: COUNTS }, patience);
  const { shop_id } = admin;
  const [people] = await db.select({ count: count() }).from(customers).where(
    and(
      eq(customers.shop_id, shop_id),
      isNull(customers.deleted_at),
      isNull(customers.redacted_at),
    ),
  );
  const [bought] = await db.select({ count: count() }).from(orders)
    .where(and(eq(orders.shop_id, shop_id), isNull(orders.deleted_at)));
  return {
    customers_theirs: theirs.customersCount.count,
    orders_theirs: theirs.ordersCount.count,
    customers_ours: people!.count,
    orders_ours: bought!.count,
  };
}
