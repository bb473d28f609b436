import type { SystemDatabase } from '../../../../src/db/client.ts';
import type { StripeVerifier } from '../auth/verify-stripe.ts';
import { limitBody } from '../http/limit-body.ts';
import type { Stack } from '../http/route/stack.ts';
import { DATABASE_CODES } from '../problems/codes.ts';
import { ProblemError } from '../problems/problem.ts';
import { asSystem } from '../system-db.ts';

export interface StripeContext {
  db: SystemDatabase;
  /** What was signed; undefined where that is no event. */
  event: unknown;
}

/**
 * For Stripe's events: the signature of the raw body is the credential, checked before anything is
 * parsed.
 * @param verify undefined closes the webhook alone, by a 503: Stripe sends again for three days
 */
export const stripeStack = (verify: StripeVerifier | undefined): Stack<StripeContext> => ({
  who: 'For Stripe, which signs every delivery, in `Stripe-Signature`.',
  problems: ['signature_invalid', 'webhook_closed', ...DATABASE_CODES],
  security: [],
  async enter({ c, spec }) {
    if (!verify) throw new ProblemError('webhook_closed');
    const body = await (await limitBody(c.req.raw, spec.file!.maxBytes)).arrayBuffer();
    const event = await verify(new Uint8Array(body), c.req.header('stripe-signature') ?? '');
    c.set('callerKind', 'webhook');
    return { db: asSystem(spec.id), event };
  },
});
