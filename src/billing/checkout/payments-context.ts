import type { CallerContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';
import { type Payments, PaymentsError } from '../../payments.ts';

/** What whoever opens a page of the provider's needs. */
export interface PaymentsContext extends CallerContext {
  /** Undefined where no provider is configured. */
  payments: Payments | undefined;
  /** Where links may lead back to: `https://app.example.com`. */
  returnOrigins: readonly string[];
}

const RETRY_MS = 5_000;

/**
 * Refuses addresses of anybody else's: a page that is trusted with a card leads nowhere else.
 * @throws `return_url_not_allowed`, which names the field
 */
export function assertReturnUrls(
  origins: readonly string[],
  urls: Readonly<Record<string, string>>,
): void {
  for (const [field, url] of Object.entries(urls)) {
    if (origins.includes(new URL(url).origin)) continue;
    throw refuse('return_url_not_allowed', { field: `body.${field}` });
  }
}

/** For `.catch()`: tells apps when a provider that is down may be asked again. */
export function unavailable(error: unknown): never {
  if (!(error instanceof PaymentsError)) throw error;
  const retryAt = new Date(Date.now() + (error.retryAfterMs ?? RETRY_MS));
  throw refuse('payments_unavailable', { retryAt });
}
