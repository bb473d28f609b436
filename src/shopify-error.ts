/**
 * Why Shopify did not do what was asked. `refused`: the credentials are not accepted, and will not be.
 * `uninstalled`: the app is not in the shop, or there is no such shop. `denied`: the app lacks a scope,
 * or Shopify's approval. `throttled`: nothing is left to spend before the deadline. `unavailable`: it
 * is down, the shop is frozen, or what answered is not Shopify. `invalid`: it takes no such query.
 */
export type ShopifyFault =
  | 'refused'
  | 'uninstalled'
  | 'denied'
  | 'throttled'
  | 'unavailable'
  | 'invalid';

interface ShopifyErrorFacts {
  /** Shopify's own word for it, or ours: `invalid_client`, `THROTTLED`, `shop_frozen`. */
  reason?: string | undefined;
  /** How long it asks to be left alone, in milliseconds. */
  retryAfterMs?: number | undefined;
}

/** What Shopify did not do, typed. Its message is for the log: it never holds a secret. */
export class ShopifyError extends Error {
  override readonly name = 'ShopifyError';
  readonly reason: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly fault: ShopifyFault,
    message: string,
    { reason, retryAfterMs }: ShopifyErrorFacts = {},
  ) {
    super(message);
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Whether another try may end otherwise without anybody having changed something. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ShopifyError && ['throttled', 'unavailable'].includes(error.fault);
