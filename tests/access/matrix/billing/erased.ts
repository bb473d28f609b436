import type { Probe } from '../../proof/cells.ts';

const erase = `select from private.erase_user(:users.student, '2100-01-01')`;

/** What of payments an erasure leaves: the subject is `private.erase_user`. */
export const ofBilling: Record<string, Probe> = {
  'customers then': [erase, `select customer_id from private.stripe_customers`],
  'subscriptions then': [erase, `select subscription_id from private.stripe_subscriptions`],
  'forgotten at Stripe': [
    erase,
    `select payload ->> 'customer_id' from private.jobs where kind = 'forget_stripe_customer'`,
  ],
};

export const billingErased = `
| actor         | customers then | subscriptions then | forgotten at Stripe |
| system        | isFellow isInstructor wasInstructor isManager wasPending wasNobody | ofFellow doubtful ended begun ofNobody | isStudent |
| everyone else | 42501 | 42501 | 42501 |`;
