import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { orders } from '../../db/schema/store/orders/orders.ts';

const money = z.string().regex(/^[0-9]+(\.[0-9]+)?$/);

export const Order = createSelectSchema(orders, {
  id: z.guid(),
  shop_id: z.guid(),
  customer_id: z.guid().nullable(),
  shopify_id: z.string().meta({ description: 'Up to 64 bits, in decimal digits' }),
  total_price: money.meta({ description: 'Before refunds: decimal digits' }),
  refunded: money.meta({ description: 'Decimal digits' }),
  currency: z.string().meta({ description: 'ISO 4217' }),
  value: money.nullable().meta({
    description:
      'What it is worth: total less refunds. Null for an order that does not count, as ' +
      'one that is cancelled, not paid for or refunded',
  }),
  placed_at: instant,
  cancelled_at: instant.nullable(),
  shopify_updated_at: instant,
  ...timestamps,
}).pick({
  id: true,
  shop_id: true,
  customer_id: true,
  shopify_id: true,
  order_number: true,
  total_price: true,
  refunded: true,
  value: true,
  currency: true,
  financial_status: true,
  placed_at: true,
  cancelled_at: true,
  shopify_updated_at: true,
  created_at: true,
  updated_at: true,
}).meta({
  id: 'Order',
  description: 'An order of a shop, in its currency.',
  example: {
    ...{ id: EXAMPLE.order_id, shop_id: EXAMPLE.shop_id, customer_id: EXAMPLE.customer_id },
    ...{ shopify_id: '820982911946154508', order_number: '#1001' },
    ...{ total_price: '480.0000', refunded: '20.0000', value: '460.0000', currency: 'BRL' },
    ...{ financial_status: 'partially_refunded', placed_at: EXAMPLE.asked, cancelled_at: null },
    ...{ shopify_updated_at: EXAMPLE.later, created_at: EXAMPLE.asked },
    updated_at: EXAMPLE.later,
  },
});
export type Order = z.output<typeof Order>;
