import { z } from 'zod';
import { instant } from '../../contract/fields.ts';
import { choices } from '../../db/declare/choice.ts';
import { webAddressOf } from '../../db/declare/bounds.ts';
import { plans } from '../../db/schema/identity/user-profiles.ts';

/** How often a plan is paid for. */
export const billingIntervals = choices('month', 'year');

const returnUrl = webAddressOf(2_000).schema;

export const CheckoutInput = z.strictObject({
  plan: plans.schema.exclude(['free']),
  interval: billingIntervals.schema.default('month'),
  success_url: returnUrl.meta({ description: 'Where the page of Stripe’s leads after payment' }),
  cancel_url: returnUrl.meta({ description: 'Where it leads who turns back' }),
}).meta({
  id: 'CheckoutInput',
  example: {
    plan: 'pro',
    interval: 'month',
    success_url: 'https://app.tatame.test/plan?paid=1',
    cancel_url: 'https://app.tatame.test/plan',
  },
});
export type CheckoutInput = z.output<typeof CheckoutInput>;

export const CheckoutLink = z.object({
  url: z.url().meta({ description: 'To be opened in a browser, by this person' }),
  expires_at: instant.meta({ description: 'Nobody can pay by it after that' }),
}).meta({
  id: 'CheckoutLink',
  example: {
    url: 'https://checkout.stripe.com/c/pay/cs_test_a1b2c3',
    expires_at: '2026-03-03T18:30:00.000Z',
  },
});
export type CheckoutLink = z.output<typeof CheckoutLink>;

export const PortalInput = z.strictObject({
  return_url: returnUrl.meta({ description: 'Where the portal leads back to' }),
}).meta({ id: 'PortalInput', example: { return_url: 'https://app.tatame.test/plan' } });
export type PortalInput = z.output<typeof PortalInput>;

export const PortalLink = z.object({
  url: z.url().meta({ description: 'To be opened at once: it ends by itself after a while' }),
}).meta({
  id: 'PortalLink',
  example: { url: 'https://billing.stripe.com/p/session/test_a1b2c3' },
});
export type PortalLink = z.output<typeof PortalLink>;
