import { index, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { createdAt, instant } from '../../columns.ts';
import { privateSchema } from '../../system/private.ts';
import { amount, moment, money, shopifyId, shopifyIdBound } from '../columns.ts';
import { shops } from '../shops/shops.ts';

/**
 * Refunds that came as news of their own. An order's `refunded` is what its newest state says and every
 * refund after that state, so that neither order nor repetition of what arrives matters.
 */
export const orderRefunds = privateSchema.table('order_refunds', {
  shop_id: uuid().notNull().references(() => shops.id, { onDelete: 'cascade' }),
  refund_id: shopifyId().notNull(),
  /** The order's id at Shopify: a refund may be here before its order. */
  order_shopify_id: shopifyId().notNull(),
  amount: money().notNull(),
  refunded_at: instant().notNull(),
  observed_at: moment(),
  ...createdAt(),
}, (t) => [
  primaryKey({ columns: [t.shop_id, t.refund_id] }),
  index('order_refunds_order_index').on(t.shop_id, t.order_shopify_id),
  shopifyIdBound.check('order_refunds_refund_id_check', t.refund_id),
  shopifyIdBound.check('order_refunds_order_shopify_id_check', t.order_shopify_id),
  amount.check('order_refunds_amount_check', t.amount),
  ...instants(t.refunded_at, t.observed_at, t.created_at),
]).enableRLS();

export const orderRefundsGrants = grants(orderRefunds, {});
