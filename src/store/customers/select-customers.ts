import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CallerDatabase } from '../../db/client.ts';
import { columnsOf } from '../../db/columns-of.ts';
import { customerStats } from '../../db/schema/store/customers/customer-stats.ts';
import { customers } from '../../db/schema/store/customers/customers.ts';
import { inShop } from '../../db/schema/store/policies.ts';
import { Customer } from './contract.ts';

const { orders_count, total_spent, last_order_at, rfm_r, rfm_f, rfm_m, segment } = customerStats;

/** What is told of a customer: who never ordered has no sums, and no money is told as none. */
const columns = {
  ...columnsOf(Customer, customers),
  orders_count: sql<number>`coalesce(${orders_count}, 0)`,
  total_spent: sql<string>`coalesce(${total_spent}, 0)::numeric(19, 4)`,
  avg_order_value: sql<string | null>`round(${total_spent} / nullif(${orders_count}, 0), 4)`,
  ...{ last_order_at, rfm_r, rfm_f, rfm_m, segment },
};

/** Begins the query of every read of customers: the row with its sums, its scores and its segment. */
export const selectCustomers = (db: CallerDatabase) =>
  db.select(columns).from(customers).leftJoin(
    customerStats,
    and(eq(customerStats.customer_id, customers.id), eq(customerStats.shop_id, customers.shop_id)),
  ).$dynamic();

/**
 * Whom managers are told of: row security shows members their own row as well, and not its sums. Who was
 * deleted at Shopify, or whom it had us redact, is in no list.
 */
export const standing = and(
  inShop(customers.shop_id),
  isNull(customers.deleted_at),
  isNull(customers.redacted_at),
);
