import type { ShopifyEnv } from '../../runtime/env.ts';
import { type App, grant } from './grant.ts';
import { type Patience, query, type Question } from './query.ts';

/** The newest stable one; Shopify serves it until October 2027 (https://shopify.dev/docs/api/usage/versioning). */
const API_VERSION = '2026-10';

/** Makes the port to Shopify's Admin API: nothing is kept between calls. */
export function createShopify({ SHOPIFY_API_URL }: ShopifyEnv) {
  const originOf = (domain: string) => SHOPIFY_API_URL.replace('{shop}', domain);
  return {
    grant: (app: App, patience: Patience) => grant(originOf(app.domain), app, patience),
    query: (at: { domain: string; token: string }, question: Question, patience: Patience) => {
      const url = `${originOf(at.domain)}/admin/api/${API_VERSION}/graphql.json`;
      return query(url, at.token, question, patience);
    },
  };
}
