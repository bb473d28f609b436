import { primaryKey, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { instant } from '../../columns.ts';
import { privateSchema } from '../../system/private.ts';
import { shopifyId, shopifyIdBound } from '../columns.ts';
import { shops } from '../shops/shops.ts';

/** Orders that were deleted at Shopify, which may be told before the order itself. */
export const deletedOrders = privateSchema.table('deleted_orders', {
  shop_id: uuid().notNull().references(() => shops.id, { onDelete: 'cascade' }),
  shopify_id: shopifyId().notNull(),
  deleted_at: instant().notNull(),
}, (t) => [
  primaryKey({ columns: [t.shop_id, t.shopify_id] }),
  shopifyIdBound.check('deleted_orders_shopify_id_check', t.shopify_id),
  ...instants(t.deleted_at),
]).enableRLS();

export const deletedOrdersGrants = grants(deletedOrders, {});
