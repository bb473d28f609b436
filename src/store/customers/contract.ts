import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, text, timestamps } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';
import { integerFrom } from '../../db/declare/bounds.ts';
import { customers } from '../../db/schema/store/customers/customers.ts';
import { segment } from '../rfm/contract.ts';

const money = z.string().regex(/^[0-9]+(\.[0-9]+)?$/);
/** A sum of orders; bare, because what `.meta` says of a type is published for `.nullable()` too. */
export const spent = money.meta({
  description:
    'Of the orders that count, less refunds, in the currency of the shop: decimal digits',
});

const score = integerFrom(1, 5).schema.nullable();

export const Customer = createSelectSchema(customers, {
  id: z.guid(),
  shop_id: z.guid(),
  shopify_id: z.string().meta({ description: 'Up to 64 bits, in decimal digits' }),
  user_id: z.guid().nullable().meta({ description: 'The member that they are' }),
  shopify_created_at: instant.nullable(),
  shopify_updated_at: instant.nullable().meta({
    description: 'Null for one who is known from an order alone',
  }),
  ...timestamps,
}).pick({
  id: true,
  shop_id: true,
  shopify_id: true,
  email: true,
  first_name: true,
  last_name: true,
  phone: true,
  user_id: true,
  matched_by: true,
  email_consent: true,
  sms_consent: true,
  locale: true,
  shopify_group: true,
  shopify_created_at: true,
  shopify_updated_at: true,
  created_at: true,
  updated_at: true,
}).extend({
  orders_count: z.int().meta({ description: 'Orders that count' }),
  total_spent: spent,
  avg_order_value: money.nullable().meta({ description: 'Null without an order that counts' }),
  last_order_at: instant.nullable(),
  rfm_r: score,
  rfm_f: score,
  rfm_m: score,
  segment: segment.nullable().meta({
    description: 'Null for who has no order that counts, or was not scored yet',
  }),
}).meta({
  id: 'Customer',
  description: 'A customer of a shop, what their orders come to, and what that scores.',
  example: {
    id: EXAMPLE.customer_id,
    shop_id: EXAMPLE.shop_id,
    shopify_id: '820982911946154508',
    ...{ email: 'ana@example.com', first_name: 'Ana', last_name: 'Souza', phone: null },
    ...{ user_id: EXAMPLE.user_id, matched_by: 'email', locale: 'pt-BR' },
    ...{ email_consent: 'subscribed', sms_consent: null, shopify_group: 'loyal' },
    ...{ shopify_created_at: EXAMPLE.founded, shopify_updated_at: EXAMPLE.asked },
    ...{ created_at: EXAMPLE.asked, updated_at: EXAMPLE.later },
    ...{ orders_count: 4, total_spent: '1840.0000', avg_order_value: '460.0000' },
    ...{ last_order_at: EXAMPLE.asked, rfm_r: 4, rfm_f: 4, rfm_m: 5, segment: 'champions' },
  },
});
export type Customer = z.output<typeof Customer>;

export const CustomerParams = z.object({ customer_id: z.guid() });

export const CustomersQuery = PageQuery.extend({
  segment: segment.optional().meta({ description: 'Only customers of this segment' }),
  matched: z.enum(['true', 'false']).transform((value) => value === 'true').optional().meta({
    description: 'Only customers who are members, or only those who are not',
  }),
  q: text(100).optional().meta({
    description: 'What the email, the first or the last name begins with, in any case',
  }),
});
export type CustomersQuery = z.output<typeof CustomersQuery>;

export const MatchInput = z.strictObject({
  user_id: z.guid().meta({ description: 'A grown member of the gym' }),
}).meta({ id: 'MatchInput', example: { user_id: EXAMPLE.user_id } });
export type MatchInput = z.output<typeof MatchInput>;
