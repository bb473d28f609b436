import { sql } from 'drizzle-orm';
import { callForRows } from '../../db/call.ts';
import type { SystemContext } from '../../db/context.ts';
import { stripeProducts } from '../../db/schema/billing/stripe/stripe-products.ts';
import { onViolations } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import type { Product, PutProductInput } from './contract.ts';

const priceTaken = (name: string) => () => refuse('price_taken', { field: `body.${name}` });

/**
 * Says which plan a product stands for, and by which prices it is sold: without any it is not, and who
 * has it keeps it. Whoever has subscribed to it has that plan from now on.
 * @throws `plan_sold_already`: another product is sold for the plan; `price_taken`: by another product
 */
export async function putProduct(
  { db }: SystemContext,
  { product_id, body: { plan, monthly_price_id, yearly_price_id } }: {
    product_id: string;
    body: PutProductInput;
  },
): Promise<Product> {
  const [product] = await callForRows(
    db,
    stripeProducts,
    sql`private.put_stripe_product(
      ${product_id}, ${plan}, ${monthly_price_id}, ${yearly_price_id})`,
  ).catch(onViolations({
    stripe_products_sold_unique: () => refuse('plan_sold_already', { field: 'body.plan' }),
    stripe_products_monthly_price_id_unique: priceTaken('monthly_price_id'),
    stripe_products_yearly_price_id_unique: priceTaken('yearly_price_id'),
  }));
  return product!;
}
