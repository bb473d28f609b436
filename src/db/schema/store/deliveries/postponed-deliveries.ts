import { foreignKey, index, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { createdAt } from '../../columns.ts';
import { privateSchema } from '../../system/private.ts';
import { shopifyId, shopifyIdBound } from '../columns.ts';
import { shopifyDeliveries } from './shopify-deliveries.ts';

/**
 * Deliveries that were answered before they could be applied, because their rows were held by something
 * slow: what was read of each, until the job `apply_delivery` has applied it. Of one that no attempt
 * could apply it goes with its entry in the ledger.
 */
export const postponedDeliveries = privateSchema.table('postponed_deliveries', {
  shop_id: uuid().notNull(),
  topic: text().notNull(),
  event_id: text().notNull(),
  /** What is read of a body of this topic, and nothing else of it. */
  body: jsonb().$type<Record<string, unknown>>().notNull(),
  /** Whom it is about, for a redaction to find. */
  customer_shopify_id: shopifyId(),
  ...createdAt(),
}, (t) => [
  primaryKey({ columns: [t.shop_id, t.topic, t.event_id] }),
  foreignKey({
    name: 'postponed_deliveries_delivery_fkey',
    columns: [t.shop_id, t.topic, t.event_id],
    foreignColumns: [
      shopifyDeliveries.shop_id,
      shopifyDeliveries.topic,
      shopifyDeliveries.event_id,
    ],
  }).onDelete('cascade'),
  // What a redaction removes.
  index('postponed_deliveries_customer_index').on(t.shop_id, t.customer_shopify_id),
  shopifyIdBound.check('postponed_deliveries_customer_shopify_id_check', t.customer_shopify_id),
  ...instants(t.created_at),
]).enableRLS();

export const postponedDeliveriesGrants = grants(postponedDeliveries, {});
