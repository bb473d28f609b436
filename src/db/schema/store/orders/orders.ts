import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, textOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { amount, currencyCode, moment, money, shopifyId, shopifyIdBound } from '../columns.ts';
import { customers } from '../customers/customers.ts';
import { financialStatus } from '../enums.ts';
import { ownOrInShop } from '../policies.ts';
import { shops } from '../shops/shops.ts';

export const orderNumber = textOf(64);

/**
 * An order of a shop, as Shopify tells it: written by `private.apply_orders` and
 * `private.apply_refunds` alone. Amounts are in the shop's currency as it was (Shopify's shop money,
 * converted by the rate on the order); one in another than the shop has now does not count.
 */
export const orders = pgTable('orders', {
  id: id(),
  shop_id: uuid().notNull().references(() => shops.id),
  /** Null for a sale to nobody in particular. */
  customer_id: uuid(),
  shopify_id: shopifyId().notNull(),
  order_number: text().notNull(),
  total_price: money().notNull(),
  refunded: money().notNull().default('0'),
  currency: text().notNull(),
  financial_status: financialStatus().notNull(),
  placed_at: instant().notNull(),
  cancelled_at: instant(),
  /** Deleted at Shopify. */
  deleted_at: instant(),
  /** What it is worth, less refunds; null for one that does not count (domain, store 2). */
  value: money().generatedAlwaysAs(
    sql`case when cancelled_at is null and deleted_at is null
      and financial_status in ('paid', 'partially_paid', 'partially_refunded')
      and (refunded = 0 or refunded < total_price) then total_price - refunded end`,
  ),
  /** Shopify's clock, in whole seconds. */
  shopify_updated_at: instant().notNull(),
  /** When Shopify saw it so: what tells two states of one second apart. */
  observed_at: moment(),
  ...timestamps(),
}, (t) => [
  unique('orders_shopify_id_unique').on(t.shop_id, t.shopify_id),
  foreignKey({
    name: 'orders_customer_fkey',
    columns: [t.customer_id, t.shop_id],
    foreignColumns: [customers.id, customers.shop_id],
  }),
  // The lists: of a shop, and of a customer, whose last order that counts it also finds. What is about
  // a shop is of no use to who looks an order up by its id: see `customers`.
  index('orders_shop_id_index').on(
    t.shop_id,
    t.placed_at.desc().nullsFirst(),
    t.id.desc().nullsFirst(),
  ).where(sql`${t.deleted_at} is null`),
  index('orders_customer_id_index').on(
    t.customer_id,
    t.shop_id,
    t.placed_at.desc().nullsFirst(),
    t.id.desc().nullsFirst(),
  ),
  // Those that do not count for their currency, in a shop that changed its own: few or none, found
  // without reading the others.
  index('orders_currency_index').on(t.shop_id, t.currency).where(sql`${t.value} is not null`),
  shopifyIdBound.check('orders_shopify_id_check', t.shopify_id),
  orderNumber.check('orders_order_number_check', t.order_number),
  amount.check('orders_total_price_check', t.total_price),
  // A sum, which may be more than one amount.
  check('orders_refunded_check', sql`${t.refunded} >= 0`),
  currencyCode.check('orders_currency_check', t.currency),
  ...instants(t.placed_at, t.cancelled_at, t.deleted_at),
  ...instants(t.shopify_updated_at, t.observed_at, t.created_at, t.updated_at),
  selectPolicy('orders_select_own_or_manager', ownOrInShop(t.customer_id, t.shop_id)),
]).enableRLS();

export const ordersGrants = grants(orders, {
  authenticated: { select: true },
  service_role: { select: true, delete: true },
});

// Statement by statement: what a batch does to a customer's sums is one write of them.
export const ordersTriggers = triggers(orders, 'touch', {
  name: 'count_new',
  after: ['insert'],
  each: 'statement',
  referencing: { new: 'added' },
  run: 'private.count_new_orders',
}, {
  name: 'count_changed',
  after: ['update'],
  each: 'statement',
  referencing: { old: 'removed', new: 'added' },
  run: 'private.count_changed_orders',
}, {
  name: 'count_gone',
  after: ['delete'],
  each: 'statement',
  referencing: { old: 'removed' },
  run: 'private.count_gone_orders',
});
