import type postgres from 'postgres';
import type { SystemDatabase } from '../../../../src/db/client.ts';
import { applyCustomers } from '../../../../src/store/customers/apply-customers.ts';
import { deleteCustomer } from '../../../../src/store/customers/delete-customer.ts';
import { redactCustomer } from '../../../../src/store/customers/redact-customer.ts';
import { applyOrders } from '../../../../src/store/orders/apply-orders.ts';
import { applyRefunds } from '../../../../src/store/orders/apply-refunds.ts';
import { deleteOrder } from '../../../../src/store/orders/delete-order.ts';
import { type CustomerState, type Known, type News, type OrderState, units } from './news-model.ts';

/** Delivers a batch as its source would: each kind in a statement of its own. */
export async function deliver(db: SystemDatabase, shop_id: string, batch: News[]): Promise<void> {
  const customers = batch.flatMap((one) => one.tells === 'customer' ? [one.customer] : []);
  const orders = batch.flatMap((one) => one.tells === 'order' ? [one.order] : []);
  const refunds = batch.flatMap((one) => one.tells === 'refund' ? [one.refund] : []);
  if (customers.length > 0) await applyCustomers(db, { shop_id, customers });
  if (orders.length > 0) await applyOrders(db, { shop_id, orders });
  if (refunds.length > 0) await applyRefunds(db, { shop_id, refunds });
  for (const one of batch) {
    if (one.tells === 'order deleted') await deleteOrder(db, { shop_id, ...one });
    if (one.tells === 'customer deleted') await deleteCustomer(db, { shop_id, ...one });
    if (one.tells === 'customer redacted') await redactCustomer(db, { shop_id, ...one });
  }
}

/** Reads what the database knows of a shop, in the model's words. */
export async function look(sql: postgres.Sql, shop: string): Promise<Known> {
  const orders = await sql`
    select o.*, c.shopify_id as customer from orders o left join customers c on c.id = o.customer_id
    where o.shop_id = ${shop} order by o.shopify_id::text collate "C"`;
  const customers = await sql`
    select * from customers where shop_id = ${shop} order by shopify_id::text collate "C"`;
  const sums = await sql`
    select s.*, c.shopify_id from customer_stats s join customers c on c.id = s.customer_id
    where s.shop_id = ${shop} and s.orders_count > 0 order by c.shopify_id::text collate "C"`;
  return {
    orders: orders.map((row): OrderState => ({
      shopify_id: row.shopify_id,
      customer: row.customer,
      order_number: row.order_number,
      total: units(row.total_price),
      refunded: units(row.refunded),
      currency: row.currency,
      status: row.financial_status,
      placed: row.placed_at.getTime(),
      cancelled: row.cancelled_at !== null,
      deleted: row.deleted_at !== null,
    })),
    customers: customers.map((row): CustomerState => ({
      shopify_id: row.shopify_id,
      email: row.email,
      first_name: row.first_name,
      email_consent: row.email_consent,
      shopify_group: row.shopify_group,
      deleted: row.deleted_at !== null,
      redacted: row.redacted_at !== null,
    })),
    sums: sums.map((row) => ({
      shopify_id: row.shopify_id,
      orders: row.orders_count,
      spent: units(row.total_spent),
      last: row.last_order_at.getTime(),
    })),
  };
}

/** Every sum of a shop, also those of nothing. */
export const sums = (sql: postgres.Sql, shop: string) =>
  sql`
  select customer_id, orders_count, total_spent, last_order_at from customer_stats
  where shop_id = ${shop} and (orders_count <> 0 or total_spent <> 0 or last_order_at is not null)
  order by customer_id`;
