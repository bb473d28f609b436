import { type AnyColumn, or, type SQL, sql } from 'drizzle-orm';

/** Rows of shops whose gym the caller manages. Uses the shop index. */
export const inShop = (shopId: AnyColumn): SQL =>
  sql`${shopId} = any ((select private.shop_ids())::uuid[])`;

/** Rows about the caller as a customer, and of shops whose gym they manage. */
export const ownOrInShop = (customerId: AnyColumn, shopId: AnyColumn): SQL =>
  or(
    sql`${customerId} = any ((select private.own_customer_ids())::uuid[])`,
    inShop(shopId),
  ) as SQL;
