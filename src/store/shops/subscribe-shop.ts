import { z } from 'zod';
import { isPassing, ShopifyError } from '../../shopify-error.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { openShop, type ShopifyAdmin } from './access/open-shop.ts';
import type { ShopContext } from './access/shop-access.ts';
import type { Patience } from './access/shopify-api.ts';

/**
 * What we want to hear, as GraphQL names it. The three topics of privacy are not among them: those are
 * set in the app's configuration alone.
 */
export const TOPICS = [
  'APP_UNINSTALLED',
  'APP_SCOPES_UPDATE',
  'SHOP_UPDATE',
  'BULK_OPERATIONS_FINISH',
  'CUSTOMERS_CREATE',
  'CUSTOMERS_UPDATE',
  'CUSTOMERS_DELETE',
  'CUSTOMERS_EMAIL_MARKETING_CONSENT_UPDATE',
  'CUSTOMERS_MARKETING_CONSENT_UPDATE',
  'ORDERS_CREATE',
  'ORDERS_UPDATED',
  'ORDERS_PAID',
  'ORDERS_CANCELLED',
  'ORDERS_EDITED',
  'ORDERS_DELETE',
  'REFUNDS_CREATE',
] as const;

const LIST = `query Subscriptions {
  webhookSubscriptions(first: 250) { edges { node { topic uri } } }
}`;
const Listed = z.object({
  webhookSubscriptions: z.object({
    edges: z.array(z.object({ node: z.object({ topic: z.string(), uri: z.string() }) })),
  }),
});

const SUBSCRIBE = `mutation Subscribe($topic: WebhookSubscriptionTopic!, $uri: String!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, format: JSON }) {
    userErrors { field message }
  }
}`;
const Subscribed = z.object({
  webhookSubscriptionCreate: z.object({ userErrors: z.array(z.object({ message: z.string() })) }),
});

/**
 * The job `subscribe_shop` has Shopify deliver to us what happens in a shop, where it does not do so
 * yet; what the app's own configuration subscribes to comes twice then, and the ledger of deliveries
 * has it once.
 */
export const subscribeShop = defineJob({
  kind: 'subscribe_shop',
  payload: z.object({ shop_id: z.guid() }),
  async run(
    { deliveriesUrl, ...ctx }: ShopContext & { deliveriesUrl: string },
    { payload: { shop_id }, signal, deadline },
  ) {
    // Shopify delivers over https alone, and not to this machine.
    if (!deliveriesUrl.startsWith('https:')) return;
    try {
      await subscribe(await openShop(ctx, shop_id), deliveriesUrl, { signal, deadline });
    } catch (error) {
      // Nobody's mistake of now: the shop is disconnected, or `stale`.
      if (error instanceof ShopifyError && !isPassing(error) && error.fault !== 'invalid') return;
      throw error;
    }
  },
});

async function subscribe(shop: ShopifyAdmin, uri: string, patience: Patience): Promise<void> {
  const { webhookSubscriptions } = await shop.query(Listed, { document: LIST }, patience);
  const there = new Set(
    webhookSubscriptions.edges.filter(({ node }) => node.uri === uri).map(({ node }) => node.topic),
  );
  for (const topic of TOPICS.filter((topic) => !there.has(topic))) {
    const question = { document: SUBSCRIBE, variables: { topic, uri } };
    const { webhookSubscriptionCreate } = await shop.query(Subscribed, question, patience);
    const [error] = webhookSubscriptionCreate.userErrors;
    // Another run was quicker.
    if (error && !/already been taken/i.test(error.message)) {
      throw new ShopifyError('invalid', `Shopify subscribes to no ${topic}: ${error.message}`);
    }
  }
}
