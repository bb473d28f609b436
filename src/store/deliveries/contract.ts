import { z } from 'zod';
import {
  deliveryEvent,
  deliveryTopic,
} from '../../db/schema/store/deliveries/shopify-deliveries.ts';
import { instantBound } from '../../db/declare/bounds.ts';
import { shopDomain } from '../../db/schema/store/shops/shops.ts';
import { Moment } from './body/moment.ts';

const moment = z.iso.datetime({ offset: true }).transform((text) => new Moment(text))
  .refine((at) => instantBound.schema.safeParse(at).success, 'must be of our time');

/** What Shopify writes on a delivery. Of these only the body is signed. */
export const DeliveryHeaders = z.object({
  'x-shopify-hmac-sha256': z.string().max(200).optional().meta({
    description: 'The signature: base64 of the HMAC-SHA-256 of the body by the app’s secret',
  }),
  'x-shopify-topic': deliveryTopic.schema.meta({ example: 'orders/updated' }),
  'x-shopify-shop-domain': shopDomain.schema.meta({ example: 'kaizen-dojo.myshopify.com' }),
  'x-shopify-event-id': deliveryEvent.schema.meta({
    description: 'The same for every delivery of one event',
  }),
  'x-shopify-triggered-at': moment.meta({ example: '2026-03-11T20:54:30.516267807Z' }),
});

/**
 * What became of a delivery: its news was written, or older than what is known; it was applied before;
 * it waits for a job; there is nothing to do for it; or its body is not what its topic says.
 */
export const DeliveryOutcome = z.enum([
  'applied',
  'stale',
  'duplicate',
  'postponed',
  'ignored',
  'unreadable',
]);
export type DeliveryOutcome = z.output<typeof DeliveryOutcome>;

export const Received = z.object({ outcome: DeliveryOutcome })
  .meta({ id: 'DeliveryReceived', example: { outcome: 'applied' } });
