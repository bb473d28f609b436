import { gid, nextId, secondOf, type WebhookSubscriptionRecord } from '../records.ts';
import { API_VERSION } from '../shop.ts';
import { type Context, digitsOf } from './context.ts';

interface Input {
  uri?: string | null;
  callbackUrl?: string | null;
  format?: string | null;
  name?: string | null;
  filter?: string | null;
  includeFields?: string[] | null;
  metafieldNamespaces?: string[] | null;
}

export const subscriptionView = (kept: WebhookSubscriptionRecord) => ({
  ...kept,
  __typename: 'WebhookSubscription',
  id: gid('WebhookSubscription', kept.id),
  legacyResourceId: kept.id,
  callbackUrl: kept.uri,
  apiVersion: { handle: API_VERSION, displayName: API_VERSION, supported: true },
});

const userError = (field: string[], message: string) => ({
  webhookSubscription: null,
  userErrors: [{ field, message }],
});

/** What `Mutation` does to subscriptions, in Shopify's names. */
export const subscriptionMutations = {
  webhookSubscriptionCreate(
    { topic, webhookSubscription }: { topic: string; webhookSubscription: Input },
    { shop }: Context,
  ) {
    const refused = refusal(webhookSubscription);
    if (refused) return refused;
    const uri = uriOf(webhookSubscription)!;
    if (shop.subscriptions.some((kept) => kept.topic === topic && kept.uri === uri)) {
      return userError(
        ['webhookSubscription', 'callbackUrl'],
        'Address for this topic has already been taken',
      );
    }
    const at = secondOf(shop.now());
    const kept: WebhookSubscriptionRecord = {
      id: nextId(),
      topic,
      uri,
      format: webhookSubscription.format ?? 'JSON',
      name: webhookSubscription.name ?? null,
      filter: webhookSubscription.filter ?? null,
      includeFields: webhookSubscription.includeFields ?? [],
      metafieldNamespaces: webhookSubscription.metafieldNamespaces ?? [],
      createdAt: at,
      updatedAt: at,
    };
    shop.subscriptions.push(kept);
    return { webhookSubscription: subscriptionView(kept), userErrors: [] };
  },

  webhookSubscriptionUpdate(
    { id, webhookSubscription }: { id: string; webhookSubscription: Input },
    { shop }: Context,
  ) {
    const digits = digitsOf('WebhookSubscription', id);
    const kept = shop.subscriptions.find((one) => one.id === digits);
    if (!kept) return userError(['id'], 'Webhook subscription does not exist');
    const refused = uriOf(webhookSubscription) ? refusal(webhookSubscription) : undefined;
    if (refused) return refused;
    kept.uri = uriOf(webhookSubscription) ?? kept.uri;
    kept.name = webhookSubscription.name ?? kept.name;
    return { webhookSubscription: subscriptionView(kept), userErrors: [] };
  },

  webhookSubscriptionDelete({ id }: { id: string }, { shop }: Context) {
    const digits = digitsOf('WebhookSubscription', id);
    const index = shop.subscriptions.findIndex((kept) => kept.id === digits);
    if (index < 0) {
      return {
        deletedWebhookSubscriptionId: null,
        userErrors: [{ field: ['id'], message: 'Webhook subscription does not exist' }],
      };
    }
    shop.subscriptions.splice(index, 1);
    return { deletedWebhookSubscriptionId: id, userErrors: [] };
  },
};

const uriOf = ({ uri, callbackUrl }: Input) => uri ?? callbackUrl;

/** Shopify delivers to https only; here a test's own address will do, too. */
function refusal(input: Input) {
  const uri = uriOf(input);
  if (!uri) return userError(['webhookSubscription', 'callbackUrl'], "Address can't be blank");
  if (/^https:\/\/|^http:\/\/127\.0\.0\.1[:/]/.test(uri)) return undefined;
  return userError(
    ['webhookSubscription', 'callbackUrl'],
    'Address protocol http:// is not supported',
  );
}
