import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { instants, integerFrom } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { createdAt, id } from '../../columns.ts';
import { currencyCode } from '../columns.ts';
import { inShop } from '../policies.ts';
import { segmentOrders, shops } from '../shops/shops.ts';

const count = integerFrom(0);

/** What a segment holds, as a run found it; the amount in decimal digits. */
export interface SegmentTotals {
  segment: string;
  customers: number;
  orders: number;
  revenue: string;
}

/** Quantiles plus one unit, exact: what a value must reach for each of the four higher bins. */
const boundaries = () => numeric({ precision: 24, scale: 5 }).array().notNull();

/**
 * What a scoring of a shop came to on a day: its boundaries, what each segment held, and who was left
 * out. Append-only, written by `private.score_shop` for a run whose scores were kept.
 */
export const rfmRuns = pgTable('rfm_runs', {
  id: id(),
  shop_id: uuid().notNull().references(() => shops.id, { onDelete: 'cascade' }),
  /** The day, by the shop's clock, after which no order counts. */
  as_of: date().notNull(),
  currency: text().notNull(),
  segment_order: segmentOrders.column().notNull(),
  /** Orders of 60 days were known, and no older ones. */
  truncated: boolean().notNull(),
  /** Empty where nobody has an order that counts; in days, orders and units of the currency. */
  recency: boundaries(),
  frequency: boundaries(),
  monetary: boundaries(),
  /** Who was scored. */
  customers: integer().notNull(),
  /** Whose scores, and whose segments, are not what they were. */
  changed: integer().notNull(),
  moved: integer().notNull(),
  segments: jsonb().$type<SegmentTotals[]>().notNull(),
  /** Customers who were not scored: their orders are in another currency, or none counts. */
  other_currency: integer().notNull(),
  no_counted_order: integer().notNull(),
  /** What that currency left out, also of customers who were scored by their other orders. */
  orders_in_other_currency: integer().notNull(),
  ...createdAt(),
}, (t) => [
  // The last of a shop.
  index('rfm_runs_shop_id_index').on(t.shop_id, t.as_of, t.created_at),
  currencyCode.check('rfm_runs_currency_check', t.currency),
  segmentOrders.check('rfm_runs_segment_order_check', t.segment_order),
  count.check('rfm_runs_customers_check', t.customers),
  count.check('rfm_runs_changed_check', t.changed),
  count.check('rfm_runs_moved_check', t.moved),
  count.check('rfm_runs_other_currency_check', t.other_currency),
  count.check('rfm_runs_no_counted_order_check', t.no_counted_order),
  count.check('rfm_runs_orders_in_other_currency_check', t.orders_in_other_currency),
  ...instants(t.created_at),
  selectPolicy('rfm_runs_select_manager', inShop(t.shop_id)),
]).enableRLS();

export const rfmRunsGrants = grants(rfmRuns, {
  authenticated: { select: true },
  service_role: { select: true },
});
