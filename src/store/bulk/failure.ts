import { ShopifyError } from '../../shopify-error.ts';

/** Why nothing more comes of a bulk operation, by code: what is stored, and what its managers read. */
const MESSAGES = {
  access_denied: 'The app may not read customers or orders: see its scopes at Shopify.',
  credentials_refused: 'Shopify refuses the credentials of the shop: replace them.',
  uninstalled: 'The app is not in the shop any more.',
  query_refused: 'Shopify does not take what was asked of it.',
  operation_failed: 'Shopify could not finish; start again.',
  operation_timeout: 'Shopify took too long and gave up; start again.',
  operation_cancelled: 'Somebody cancelled it at Shopify.',
  operation_expired: 'What Shopify had written expired before it was read; start again.',
  file_changed: 'The file changed while it was read; start again.',
  gave_up: 'It was tried several times and never went through; start again.',
  job_cancelled: 'The operator of this system cancelled it.',
} as const;

export type BulkFailureCode = keyof typeof MESSAGES;

/** Ends a bulk operation for good; anything else that is thrown is tried again. */
export class BulkFailure extends Error {
  override readonly name = 'BulkFailure';

  constructor(readonly code: BulkFailureCode) {
    super(MESSAGES[code]);
  }
}

/** Says a stored code in a sentence. */
export const bulkFailureMessage = (code: string | null): string | null =>
  code === null ? null : MESSAGES[code as BulkFailureCode] ?? code;

/** What an operation that is over without a file says of itself. */
export function failureOfOperation(status: string, errorCode: string | null): BulkFailure {
  if (errorCode === 'ACCESS_DENIED') return new BulkFailure('access_denied');
  if (errorCode === 'TIMEOUT') return new BulkFailure('operation_timeout');
  if (status === 'CANCELED' || status === 'CANCELING') {
    return new BulkFailure('operation_cancelled');
  }
  return new BulkFailure(status === 'EXPIRED' ? 'operation_expired' : 'operation_failed');
}

/** What Shopify's refusal comes to; undefined for what passes by itself. */
export function failureOf(error: unknown): BulkFailure | undefined {
  if (error instanceof BulkFailure) return error;
  if (!(error instanceof ShopifyError)) return undefined;
  if (error.fault === 'refused') return new BulkFailure('credentials_refused');
  if (error.fault === 'uninstalled') return new BulkFailure('uninstalled');
  if (error.fault === 'denied') return new BulkFailure('access_denied');
  return error.fault === 'invalid' ? new BulkFailure('query_refused') : undefined;
}
