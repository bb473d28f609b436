import type { PersonalPart } from '../db/declare/personal-part.ts';
import { stripeCustomersPersonal } from '../db/schema/billing/stripe/stripe-customers.ts';
import { stripeSubscriptionsPersonal } from '../db/schema/billing/stripe/stripe-subscriptions.ts';

/** What a person pays by; `private.erase_billing` removes it. */
export const billingPersonal: PersonalPart = {
  personal: [
    stripeCustomersPersonal,
    stripeSubscriptionsPersonal,
  ],
  exports: {},
  kept: [
    { what: 'invoices at the payment provider', why: 'accounting records must be kept' },
  ],
};
