import { foreignKey, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { grants } from '../../../declare/grants.ts';
import { privateSchema } from '../../system/private.ts';
import { shopifyId, shopifyIdBound } from '../columns.ts';
import { reconciliations } from './reconciliations.ts';

/** The orders that Shopify told a reconciliation of, until it has ended: what is not here is only ours. */
export const ordersSeen = privateSchema.table('orders_seen', {
  reconciliation_id: uuid().notNull(),
  shop_id: uuid().notNull(),
  shopify_id: shopifyId().notNull(),
}, (t) => [
  primaryKey({ columns: [t.reconciliation_id, t.shop_id, t.shopify_id] }),
  foreignKey({
    name: 'orders_seen_reconciliation_fkey',
    columns: [t.reconciliation_id, t.shop_id],
    foreignColumns: [reconciliations.id, reconciliations.shop_id],
  }).onDelete('cascade'),
  shopifyIdBound.check('orders_seen_shopify_id_check', t.shopify_id),
]).enableRLS();

export const ordersSeenGrants = grants(ordersSeen, {});
