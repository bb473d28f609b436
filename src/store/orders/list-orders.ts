import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { CallerDatabase } from '../../db/client.ts';
import { columnsOf } from '../../db/columns-of.ts';
import type { CallerContext } from '../../db/context.ts';
import { keyset, type PageRequest, type Slice } from '../../db/keyset.ts';
import { orders } from '../../db/schema/store/orders/orders.ts';
import { Order } from './contract.ts';

/** The order of all lists of orders: the latest placed first. */
const latestPlaced = keyset('desc', orders.placed_at, orders.id);

const list = (db: CallerDatabase, page: PageRequest, whose: SQL): Promise<Slice<Order>> =>
  latestPlaced.list(
    page,
    ({ where, orderBy, limit }) =>
      db.select(columnsOf(Order, orders)).from(orders)
        .where(and(whose, isNull(orders.deleted_at), where))
        .orderBy(...orderBy).limit(limit),
  );

/** Lists the orders of a shop, the latest first: for managers of its gym. */
export const listShopOrders = (
  { db }: CallerContext,
  { shop_id, page }: { shop_id: string; page: PageRequest },
): Promise<Slice<Order>> => list(db, page, eq(orders.shop_id, shop_id));

/** Lists the orders of a customer, the latest first: for managers, and for whom the customer is. */
export const listCustomerOrders = (
  { db }: CallerContext,
  { customer_id, page }: { customer_id: string; page: PageRequest },
): Promise<Slice<Order>> => list(db, page, eq(orders.customer_id, customer_id));

/** Lists the caller's own orders, of all shops, the latest first; also of a gym that they have left. */
export const listOwnOrders = (
  { db }: CallerContext,
  { page }: { page: PageRequest },
): Promise<Slice<Order>> =>
  list(
    db,
    page,
    sql`${orders.customer_id} = any ((select private.own_customer_ids())::uuid[])`,
  );
