import { StripeEventReceived } from '../../../src/billing/events/contract.ts';
import { receiveStripeEvent } from '../../../src/billing/events/receive-event.ts';
import { megabytes } from '../../../src/db/declare/bounds.ts';
import { stripeVerifier } from '../_shared/auth/verify-stripe.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { log } from '../_shared/runtime/log.ts';
import { stripeStack } from '../_shared/stacks/stripe.ts';

/** Events have some ten kilobytes; an invoice of many lines has more. */
const MAX_BODY = megabytes(1);

export function stripeRoutes(
  app: App,
  { secrets, mode }: { secrets: readonly string[] | undefined; mode: 'live' | 'test' },
): void {
  route(app, stripeStack(secrets && stripeVerifier(secrets)), {
    id: 'receiveStripeEvent',
    method: 'post',
    path: '/stripe',
    summary: 'What Stripe tells of checkouts, subscriptions and invoices',
    description:
      'An event that was signed is answered 200 whatever its body is: what cannot be read is noted ' +
      'with its field, and a type that is not known here is noted. One of the other mode, live or ' +
      'test, is refused, so that Stripe sends it again when the server is set right.',
    file: {
      description: `JSON, ${MAX_BODY.text} at most.`,
      maxBytes: MAX_BODY.bytes,
      media: 'application/json',
    },
    response: StripeEventReceived,
    problems: ['livemode_mismatch'],
  }, async ({ db, event }) => {
    const { outcome, problem } = await receiveStripeEvent({ db }, { event, live: mode === 'live' });
    if (problem) log('warn', 'stripe_event_unreadable', { problem });
    return { outcome };
  });
}
