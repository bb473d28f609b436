import { and, count, eq, isNull } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { customerStats } from '../../db/schema/store/customers/customer-stats.ts';
import { customers } from '../../db/schema/store/customers/customers.ts';
import { inShop } from '../../db/schema/store/policies.ts';
import type { GroupMatch } from './contract.ts';

/**
 * Sets Shopify's own groups against our segments, as a matrix of counts: for managers of the gym, and
 * none to others, whatever rows members may read.
 */
export async function listGroupMatches(
  { db }: CallerContext,
  { shop_id }: { shop_id: string },
): Promise<{ items: GroupMatch[] }> {
  const { shopify_group } = customers;
  const { segment } = customerStats;
  const items = await db.select({ shopify_group, segment, customers: count() })
    .from(customers)
    .leftJoin(
      customerStats,
      and(eq(customerStats.customer_id, customers.id), eq(customerStats.shop_id, shop_id)),
    )
    .where(
      and(eq(customers.shop_id, shop_id), inShop(customers.shop_id), isNull(customers.deleted_at)),
    )
    .groupBy(shopify_group, segment).orderBy(shopify_group, segment);
  return { items };
}
