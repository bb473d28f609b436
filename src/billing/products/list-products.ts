import { asc } from 'drizzle-orm';
import type { SystemContext } from '../../db/context.ts';
import { stripeProducts } from '../../db/schema/billing/stripe/stripe-products.ts';
import type { Product } from './contract.ts';

/** Lists the products that stand for plans, also those that are sold no more. */
export const listProducts = async ({ db }: SystemContext): Promise<{ items: Product[] }> => ({
  items: await db.select().from(stripeProducts)
    .orderBy(asc(stripeProducts.plan), asc(stripeProducts.product_id)),
});
