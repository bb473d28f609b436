import { randomUUID } from 'node:crypto';
import type { SystemDatabase } from '../../../../src/db/client.ts';
import { DeliveryHeaders } from '../../../../src/store/deliveries/contract.ts';
import { receiveDelivery } from '../../../../src/store/deliveries/receive-delivery.ts';
import {
  type Delivery,
  delivery,
  type SigningShop,
} from '../../../../testkit/doubles/shopify/deliveries.ts';
import type { Json } from '../../../../testkit/doubles/shopify/rest/json.ts';

/** Who sends what a test has delivered. */
export const sender: SigningShop = {
  ...{ id: '1', domain: 'mat-and-gi.myshopify.com', name: 'Mat & Gi', email: 'owner@example.com' },
  ...{ currency: 'EUR', timezone: 'Europe/Berlin', clientSecret: 'the secret of the app' },
};

/** Hands a delivery over as the route does behind its signature. */
export function deliver(db: SystemDatabase, shop_id: string, { headers, body }: Delivery) {
  const told = DeliveryHeaders.parse(headers);
  return receiveDelivery({ db }, {
    shop: { id: shop_id, currency: sender.currency },
    topic: told['x-shopify-topic'],
    event_id: told['x-shopify-event-id'],
    triggered_at: told['x-shopify-triggered-at'],
    text: body,
  });
}

/** Hands over a payload of a topic, seen at an instant. */
export const tell = (
  db: SystemDatabase,
  shop_id: string,
  topic: string,
  payload: Json | string,
  triggeredAt = '2026-06-01T10:00:00.000001Z',
) => deliver(db, shop_id, delivery(sender, topic, payload, { eventId: randomUUID(), triggeredAt }));
