import { createHmac } from 'node:crypto';

/**
 * The `Stripe-Signature` of a body, as Stripe makes it (https://docs.stripe.com/webhooks/signature): a
 * HMAC by each secret. By hand, since the stack starts without the package, and so that the package's
 * own verification is not held against itself.
 */
export function stripeSignature(
  body: string,
  secrets: readonly string[],
  at = Math.floor(Date.now() / 1000),
): string {
  const signatures = secrets.map((secret) =>
    `v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
  );
  return [`t=${at}`, ...signatures].join(',');
}
