import type postgres from 'postgres';

/** All that a shop holds, without what is drawn or stamped: equal for two shops that were told the same. */
export async function stateOf(sql: postgres.Sql, shop_id: string) {
  const [customers, orders, sums, refunds, deliveries] = await Promise.all([
    sql`select shopify_id, email, first_name, last_name, phone, email_consent, sms_consent, locale,
        shopify_group, shopify_created_at, shopify_updated_at, told_at::text, seen_at::text,
        redacted_at is null as kept, deleted_at is null as there
      from customers where shop_id = ${shop_id} order by shopify_id`,
    sql`select o.shopify_id, c.shopify_id as customer, order_number, total_price, refunded, currency,
        financial_status, placed_at, cancelled_at, o.deleted_at is null as there, value,
        o.shopify_updated_at, observed_at::text
      from orders o left join customers c on c.id = o.customer_id
      where o.shop_id = ${shop_id} order by o.shopify_id`,
    sql`select c.shopify_id, orders_count, total_spent, last_order_at
      from customer_stats s join customers c on c.id = s.customer_id
      where s.shop_id = ${shop_id} and orders_count > 0 order by c.shopify_id`,
    sql`select refund_id, order_shopify_id, amount, refunded_at, observed_at::text
      from private.order_refunds where shop_id = ${shop_id} order by refund_id`,
    sql`select topic, event_id, triggered_at::text, problem
      from private.shopify_deliveries where shop_id = ${shop_id} order by topic, event_id`,
  ]);
  return { customers, orders, sums, refunds, deliveries };
}
