import { ProblemError } from '../problems/problem.ts';

/** How old a signature may be; Stripe signs anew whenever it sends again. */
const TOLERANCE_S = 300;

/** What Stripe signed: the event, or undefined where the body is none. */
export type StripeVerifier = (body: Uint8Array, signature: string) => Promise<unknown>;

/**
 * Makes a verifier of what Stripe signs, by its own package and WebCrypto. The package is loaded with the
 * first delivery, so that others' webhooks start without it.
 *
 * @param secrets `whsec_…`; any of them may have made any of the signatures
 */
export function stripeVerifier(secrets: readonly string[]): StripeVerifier {
  let loading: ReturnType<typeof load> | undefined;
  return async (body, signature) => {
    const { webhooks, crypto, SignatureError } = await (loading ??= load());
    for (const secret of secrets) {
      try {
        return await webhooks.constructEventAsync(body, signature, secret, TOLERANCE_S, crypto);
      } catch (error) {
        // Anything else is said of a body behind its signature, which it could not read.
        if (!(error instanceof SignatureError)) return undefined;
      }
    }
    throw new ProblemError('signature_invalid');
  };
}

async function load() {
  const { default: Stripe } = await import('stripe');
  return {
    webhooks: Stripe.webhooks,
    crypto: Stripe.createSubtleCryptoProvider(),
    SignatureError: Stripe.errors.StripeSignatureVerificationError,
  };
}
