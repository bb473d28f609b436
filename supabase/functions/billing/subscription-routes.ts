import { z } from 'zod';
import {
  CheckoutInput,
  CheckoutLink,
  PortalInput,
  PortalLink,
} from '../../../src/billing/checkout/contract.ts';
import { openCheckout } from '../../../src/billing/checkout/open-checkout.ts';
import { openPortal } from '../../../src/billing/checkout/open-portal.ts';
import type { PaymentsContext } from '../../../src/billing/checkout/payments-context.ts';
import { Subscription } from '../../../src/billing/subscriptions/contract.ts';
import { readSubscription } from '../../../src/billing/subscriptions/read-subscription.ts';
import type { App } from '../_shared/http/app.ts';
import { idempotencyHeader } from '../_shared/http/idempotency.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';
import { withContext } from '../_shared/stacks/with-context.ts';

/** The provider of payments, and where its pages may lead back to. */
export type SubscriptionPorts = Pick<PaymentsContext, 'payments' | 'returnOrigins'>;

/** So often may somebody have pages opened, across isolates. */
const PAGES = { name: 'billing_pages', burst: 10, periodMs: 60_000 };

export function subscriptionRoutes(app: App, ports: SubscriptionPorts): void {
  const stack = withContext(userStack, ports);

  route(app, userStack, {
    id: 'readSubscription',
    method: 'get',
    path: '/subscription',
    summary: 'My plan, and the subscription that it comes from',
    response: Subscription,
    problems: ['account_deleted'],
  }, readSubscription);

  route(
    app,
    stack,
    {
      id: 'openCheckout',
      method: 'post',
      path: '/checkout',
      summary: 'Open a page on which I pay for a plan',
      description:
        'The plan holds when Stripe has said so, mostly within seconds of the payment: read the ' +
        'subscription after the page has led back. With the same `Idempotency-Key` it is the same page.',
      headers: z.object(idempotencyHeader),
      body: CheckoutInput,
      response: CheckoutLink,
      idempotent: false,
      noStore: true,
      limit: PAGES,
      problems: [
        'billing_not_configured',
        'return_url_not_allowed',
        'already_subscribed',
        'plan_not_sold',
        'payments_unavailable',
      ],
    },
    ({ headers, ...ctx }, { body }) => openCheckout(ctx, { body, key: headers['idempotency-key'] }),
  );

  route(app, stack, {
    id: 'openPortal',
    method: 'post',
    path: '/portal',
    summary: 'Open the page on which I change, pay or cancel what I subscribed to',
    body: PortalInput,
    response: PortalLink,
    idempotent: false,
    noStore: true,
    limit: PAGES,
    problems: [
      'billing_not_configured',
      'return_url_not_allowed',
      'no_subscription',
      'payments_unavailable',
    ],
  }, openPortal);
}
