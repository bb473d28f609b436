import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { orderDifferences } from '../../db/schema/store/reconciliations/order-differences.ts';
import { reconciliations } from '../../db/schema/store/reconciliations/reconciliations.ts';

const counted = (description: string) => z.int().nullable().meta({ description });

/** What Shopify has of a shop against what we have, on one night. */
export const Reconciliation = createSelectSchema(reconciliations, {
  id: z.guid(),
  shop_id: z.guid(),
  error: z.string().nullable().meta({ description: 'Why it failed: `access_denied`, …' }),
  truncated: z.boolean().meta({ description: 'Only the orders of the last sixty days' }),
  customers_theirs: counted('Customers that Shopify counts'),
  customers_ours: counted('Customers that we have'),
  orders_theirs: counted('Orders that Shopify counts'),
  orders_ours: counted('Orders that we have'),
  compared: z.int().meta({ description: 'Orders of both sides, set against each other' }),
  differing: z.int().meta({ description: 'Of these, such that say different things' }),
  missing: z.int().meta({ description: 'Orders that Shopify alone has' }),
  only_ours: z.int().meta({ description: 'Orders that we alone have' }),
  sum_theirs: z.string().meta({ description: 'Totals less refunds at Shopify, in decimal digits' }),
  sum_ours: z.string().meta({ description: 'The same of ours' }),
  rejected: z.int().meta({ description: 'Lines of Shopify that could not be read' }),
  ended_at: instant.nullable(),
  ...timestamps,
}).omit({ updated_at: true }).extend({
  error_message: z.string().nullable().meta({ description: '`error` in a sentence' }),
}).meta({
  id: 'Reconciliation',
  description: 'What either side changed after it began is in neither. Nothing is corrected.',
  example: {
    id: EXAMPLE.reconciliation_id,
    shop_id: EXAMPLE.shop_id,
    state: 'succeeded',
    error: null,
    truncated: false,
    customers_theirs: 1204,
    customers_ours: 1204,
    orders_theirs: 5310,
    orders_ours: 5309,
    compared: 5309,
    differing: 0,
    missing: 1,
    only_ours: 0,
    sum_theirs: '410233.5000',
    sum_ours: '410153.5000',
    rejected: 0,
    ended_at: EXAMPLE.decided,
    created_at: EXAMPLE.asked,
    error_message: null,
  },
});
export type Reconciliation = z.output<typeof Reconciliation>;

const Side = z.object({
  total_price: z.string(),
  refunded: z.string(),
  currency: z.string(),
  financial_status: z.string(),
  cancelled: z.boolean(),
  deleted: z.boolean(),
  shopify_updated_at: z.string(),
}).meta({ description: 'What a side says of the order; null where it has none' });

const side = {
  total_price: '80.0000',
  refunded: '0.0000',
  currency: 'BRL',
  financial_status: 'paid',
  cancelled: false,
  deleted: false,
  shopify_updated_at: '2026-03-01T12:00:00Z',
};

/** An order in which Shopify and we differ. */
export const OrderDifference = createSelectSchema(orderDifferences, {
  shopify_id: z.string(),
  theirs: Side.nullable(),
  ours: Side.nullable(),
}).pick({ shopify_id: true, kind: true, theirs: true, ours: true }).meta({
  id: 'OrderDifference',
  example: { shopify_id: '820982911946154508', kind: 'missing', theirs: side, ours: null },
});
export type OrderDifference = z.output<typeof OrderDifference>;

export const ReconciliationParams = z.object({ reconciliation_id: z.guid() });
