import { type SQL, sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { orderNumber } from '../../db/schema/store/orders/orders.ts';
import { type Applied, callApply, column, storable } from '../applied.ts';
import type { OrderNews } from './news.ts';

/**
 * Writes what Shopify says of orders of a shop, one or thousands, in one statement: the one way in.
 * What is older than what is known changes nothing; customers who are not known are made; sums follow.
 * Takes locks in the order of ids: at most one call in a transaction, behind that of customers.
 */
export function applyOrders(
  db: SystemDatabase,
  { shop_id, orders }: { shop_id: string; orders: readonly OrderNews[] },
): Promise<Applied> {
  return callApply(db, ordersCall(sql`${shop_id}`, orders));
}

/** The call that writes news of orders. */
export function ordersCall(shop: SQL, orders: readonly OrderNews[]): SQL {
  return sql`private.apply_orders(${shop},
    ${column(orders, (order) => order.shopify_id)},
    ${column(orders, (order) => order.customer_shopify_id)},
    ${column(orders, (order) => numberOf(order))},
    ${column(orders, (order) => order.total_price)},
    ${column(orders, (order) => order.refunded)},
    ${column(orders, (order) => order.currency)},
    ${column(orders, (order) => order.financial_status)},
    ${column(orders, (order) => order.placed_at)},
    ${column(orders, (order) => order.cancelled_at)},
    ${column(orders, (order) => order.shopify_updated_at)},
    ${column(orders, (order) => order.observed_at)})`;
}

const numberOf = ({ order_number, shopify_id }: OrderNews): string =>
  orderNumber.cut(storable(order_number) ?? shopify_id);
