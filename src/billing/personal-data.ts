import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { instant } from '../contract/fields.ts';
import { exported, type PersonalPart } from '../db/declare/personal-part.ts';
import { stripeCustomersPersonal } from '../db/schema/billing/stripe/stripe-customers.ts';
import {
  stripeSubscriptions,
  stripeSubscriptionsPersonal,
} from '../db/schema/billing/stripe/stripe-subscriptions.ts';

const HeldSubscription = createSelectSchema(stripeSubscriptions, {
  current_period_end: instant.nullable(),
  cancel_at: instant.nullable(),
  started_at: instant,
}).pick({
  subscription_id: true,
  customer_id: true,
  status: true,
  product_ids: true,
  current_period_end: true,
  cancel_at: true,
  started_at: true,
});

/** What a person pays by; `private.erase_billing` removes it. */
export const billingPersonal: PersonalPart = {
  personal: [
    stripeCustomersPersonal,
    stripeSubscriptionsPersonal,
  ],
  exports: {
    subscriptions: exported('subscriptions', z.array(HeldSubscription)),
  },
  kept: [
    {
      what: 'invoices at the payment provider',
      why: 'accounting records must be kept',
    },
  ],
};
