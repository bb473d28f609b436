import { primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instants, textOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { retention } from '../../../declare/retention.ts';
import { createdAt } from '../../columns.ts';
import { privateSchema } from '../../system/private.ts';
import { moment } from '../columns.ts';
import { shops } from '../shops/shops.ts';

export const deliveryTopic = textOf(100);
export const deliveryEvent = textOf(100);
export const deliveryProblem = textOf(200);

/**
 * The ledger of what Shopify delivers: one row per event and topic of a shop, however many subscriptions
 * brought it and how often each was repeated.
 */
export const shopifyDeliveries = privateSchema.table('shopify_deliveries', {
  shop_id: uuid().notNull().references(() => shops.id, { onDelete: 'cascade' }),
  topic: text().notNull(),
  /** `X-Shopify-Event-Id`. */
  event_id: text().notNull(),
  triggered_at: moment().notNull(),
  /** Which field kept it from being read, and how; such a one is taken again when it is sent again. */
  problem: text(),
  ...createdAt(),
}, (t) => [
  primaryKey({ columns: [t.shop_id, t.topic, t.event_id] }),
  deliveryTopic.check('shopify_deliveries_topic_check', t.topic),
  deliveryEvent.check('shopify_deliveries_event_id_check', t.event_id),
  deliveryProblem.check('shopify_deliveries_problem_check', t.problem),
  ...instants(t.triggered_at, t.created_at),
]).enableRLS();

export const shopifyDeliveriesGrants = grants(shopifyDeliveries, {});

export const shopifyDeliveriesRetention = retention(shopifyDeliveries, {
  what: 'that Shopify delivered something',
  days: 30,
  since: shopifyDeliveries.created_at,
  why: 'it repeats a delivery for hours, and an older state is told by its clock',
});
