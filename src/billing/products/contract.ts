import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { timestamps } from '../../contract/fields.ts';
import { stripeProducts } from '../../db/schema/billing/stripe/stripe-products.ts';
import { plans, stripeId } from '../../db/schema/identity/user-profiles.ts';

const sold = {
  plan: 'pro',
  monthly_price_id: 'price_1QxT2kL0month',
  yearly_price_id: null,
} as const;

/** Which plan a product of Stripe's stands for, and by which prices it is sold. */
export const Product = createSelectSchema(stripeProducts, timestamps).pick({
  product_id: true,
  plan: true,
  monthly_price_id: true,
  yearly_price_id: true,
  updated_at: true,
}).meta({
  id: 'Product',
  example: { product_id: 'prod_QxT2kL0', ...sold, updated_at: EXAMPLE.founded },
});
export type Product = z.output<typeof Product>;

export const ProductParams = z.object({ product_id: stripeId.schema });

const price = stripeId.schema.nullable().default(null);

export const PutProductInput = z.strictObject({
  plan: plans.schema.exclude(['free']),
  monthly_price_id: price.meta({ description: 'By which it is sold by the month' }),
  yearly_price_id: price.meta({ description: 'By which it is sold by the year' }),
}).meta({ id: 'PutProductInput', example: sold });
export type PutProductInput = z.output<typeof PutProductInput>;
