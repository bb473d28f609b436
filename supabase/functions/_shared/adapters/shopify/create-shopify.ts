import type { ShopifyEnv } from '../../runtime/env.ts';
import { grant } from './grant.ts';
import { query } from './query.ts';

/** The newest stable one; Shopify serves it until October 2027 (https://shopify.dev/docs/api/usage/versioning). */
const API_VERSION = '2026-10';

/** Makes the port to Shopify's Admin API: nothing is kept between calls. */
export function createShopify({ SHOPIFY_API_URL }: ShopifyEnv) {
  const originOf = (domain: string) => SHOPIFY_API_URL.replace('{shop}', domain);
  return {
    grant: (app: Parameters<typeof grant>[1], patience: Parameters<typeof grant>[2]) =>
      grant(originOf(app.domain), app, patience),
    query: (
      { domain, token }: { domain: string; token: string },
      question: Parameters<typeof query>[2],
      patience: Parameters<typeof query>[3],
    ) =>
      query(
        `${originOf(domain)}/admin/api/${API_VERSION}/graphql.json`,
        token,
        question,
        patience,
      ),
  };
}
