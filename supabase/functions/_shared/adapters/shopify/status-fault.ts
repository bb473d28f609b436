import { ShopifyError } from '../../../../../src/shopify-error.ts';
import type { Answer } from './send.ts';

/** What a status other than 200 means, where the endpoint has no words of its own for it. */
export function statusFault({ status, headers, body }: Answer): ShopifyError {
  const frozen = status === 402 || status === 423 || status === 403 && isUnavailableShop(body);
  if (frozen) {
    return new ShopifyError('unavailable', `The shop is frozen (${status})`, {
      reason: 'shop_frozen',
    });
  }
  if (status === 401 || status === 403) {
    return new ShopifyError('refused', `Shopify refuses the token (${status})`);
  }
  if (status === 404) {
    return new ShopifyError('uninstalled', 'Shopify knows no such shop', { reason: 'no_shop' });
  }
  if (status === 429 || status === 430) {
    return new ShopifyError('throttled', `Too many requests (${status})`, {
      retryAfterMs: retryAfterMs(headers),
    });
  }
  return new ShopifyError('unavailable', `Shopify answered ${status}`, {
    reason: String(status),
    retryAfterMs: retryAfterMs(headers),
  });
}

/** A frozen shop is a 402, and at times a 403 that says so. */
const isUnavailableShop = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'errors' in body &&
  /unavailable shop/i.test(String(body.errors));

/** `Retry-After` of Shopify has decimals: `2.0`. */
function retryAfterMs(headers: Headers): number | undefined {
  const seconds = /^[0-9]{1,5}(\.[0-9]+)?$/.exec(headers.get('retry-after') ?? '')?.[0];
  return seconds === undefined ? undefined : Math.ceil(Number(seconds) * 1000);
}
