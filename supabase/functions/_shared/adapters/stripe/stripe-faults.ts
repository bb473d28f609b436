import { PaymentsError } from '../../../../../src/payments.ts';

/** What the package puts on its errors, as far as it is read. */
interface StripeFacts {
  /** The name of its class: `StripeConnectionError`. */
  type: string;
  code?: string;
  param?: string;
  statusCode?: number;
  headers?: Record<string, string>;
}

const factsOf = (error: unknown): StripeFacts | undefined =>
  error instanceof Error && 'type' in error && typeof error.type === 'string'
    ? error as unknown as StripeFacts
    : undefined;

/** What may pass by itself: no answer, too many calls, a fault of theirs, a twin under way. */
const PASSING = ['StripeConnectionError', 'StripeRateLimitError', 'StripeAPIError'];

/**
 * Tells what an error of Stripe's package comes to. Its own message stays out: it may quote what was
 * sent.
 */
export function faultOf(error: unknown): PaymentsError {
  if (error instanceof PaymentsError) return error;
  const facts = factsOf(error);
  if (!facts) throw error;
  const { type, code, param, statusCode = 0, headers } = facts;
  const what = [type, code, param].filter(Boolean).join(' ');
  if (code === 'resource_missing' && param === 'customer') {
    return new PaymentsError('customer_gone', what);
  }
  if (PASSING.includes(type) || statusCode === 409 || statusCode === 429 || statusCode >= 500) {
    const after = /^[0-9]{1,4}$/.exec(headers?.['retry-after'] ?? '')?.[0];
    return new PaymentsError('unavailable', what, after ? Number(after) * 1000 : undefined);
  }
  return new PaymentsError('refused', what);
}
