import {
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  uuid,
} from 'drizzle-orm/pg-core';
import { instants, integerFrom } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { instant } from '../../columns.ts';
import { money } from '../columns.ts';
import { customerSegment } from '../enums.ts';
import { inShop } from '../policies.ts';
import { customers } from './customers.ts';

const score = integerFrom(1, 5);

/**
 * What a customer's orders come to, in the shop's currency, kept by delta as orders arrive
 * (the triggers of `orders`), and what that scores (`private.score_shop`). Narrow and beside the customer,
 * because whole shops are scored at once: rows are updated in place, and nothing of a score is indexed.
 * Who never ordered may have no row.
 */
export const customerStats = pgTable('customer_stats', {
  customer_id: uuid().notNull(),
  shop_id: uuid().notNull(),
  /**
   * Orders that count: `orders.value` says which. Without a CHECK, because what is proposed to ON
   * CONFLICT is a difference, which may be below zero.
   */
  orders_count: integer().notNull().default(0),
  total_spent: money().notNull().default('0'),
  last_order_at: instant(),
  rfm_r: smallint(),
  rfm_f: smallint(),
  rfm_m: smallint(),
  /** Null for who was not scored: without an order that counts. */
  segment: customerSegment(),
}, (t) => [
  primaryKey({ columns: [t.customer_id, t.shop_id] }),
  foreignKey({
    name: 'customer_stats_customer_fkey',
    columns: [t.customer_id, t.shop_id],
    foreignColumns: [customers.id, customers.shop_id],
  }).onDelete('cascade'),
  // All of one shop, which is what is scored.
  index('customer_stats_shop_id_index').on(t.shop_id),
  score.check('customer_stats_rfm_r_check', t.rfm_r),
  score.check('customer_stats_rfm_f_check', t.rfm_f),
  score.check('customer_stats_rfm_m_check', t.rfm_m),
  ...instants(t.last_order_at),
  selectPolicy('customer_stats_select_manager', inShop(t.shop_id)),
]).enableRLS();

export const customerStatsGrants = grants(customerStats, {
  authenticated: { select: true },
  service_role: { select: true, delete: true },
});
