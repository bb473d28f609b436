import { megabytes } from '../../../src/db/declare/bounds.ts';
import { DeliveryHeaders, Received } from '../../../src/store/deliveries/contract.ts';
import { findSecrets } from '../../../src/store/deliveries/find-secrets.ts';
import { topicOf } from '../../../src/store/deliveries/read-delivery.ts';
import { receiveDelivery } from '../../../src/store/deliveries/receive-delivery.ts';
import type { Seals } from '../../../src/store/shops/access/seal.ts';
import { deliveryVerifier } from '../_shared/auth/verify-delivery.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { log } from '../_shared/runtime/log.ts';
import { shopifyStack } from '../_shared/stacks/shopify.ts';
import { asSystem } from '../_shared/system-db.ts';

/** An order of many lines has some hundred kilobytes. */
const MAX_BODY = megabytes(4);

export function shopifyRoutes(app: App, seals: Seals | undefined): void {
  const stack = shopifyStack({
    headers: DeliveryHeaders,
    domainOf: (headers) => headers.get('x-shopify-shop-domain') ?? '',
    verify: seals &&
      deliveryVerifier((domain) =>
        findSecrets({ db: asSystem('receiveShopifyDelivery'), seals }, { domain })
      ),
  });
  route(app, stack, {
    id: 'receiveShopifyDelivery',
    method: 'post',
    path: '/shopify',
    summary: 'What Shopify delivers: news of customers, orders and the shop, and privacy requests',
    description:
      'A delivery that was signed is answered 200 whatever its body is: what cannot be ' +
      'read is noted with its field, and what must wait is done by a job. A topic that is not ' +
      'known here is noted.',
    file: {
      description: `JSON, ${MAX_BODY.text} at most.`,
      maxBytes: MAX_BODY.bytes,
      media: 'application/json',
    },
    response: Received,
  }, async ({ db, signers, delivery, text }) => {
    const topic = delivery['x-shopify-topic'];
    const [now, ...before] = signers;
    const receive = async (shop: typeof now) => {
      const { outcome, problem } = await receiveDelivery({ db }, {
        shop,
        topic,
        event_id: delivery['x-shopify-event-id'],
        triggered_at: delivery['x-shopify-triggered-at'],
        text,
      });
      if (problem) log('warn', 'delivery_unreadable', { shop_id: shop.id, topic, problem });
      return { outcome };
    };
    const received = await receive(now);
    if (topicOf(topic)?.ofEvery) { for (const shop of before) await receive(shop); }
    return received;
  });
}
