import type { Probe } from '../../proof/cells.ts';
import { byOwner } from '../returning.ts';

const eraseOne = (who: string) => `select from private.erase_user(:users.${who}, '2100-01-01')`;
const erase = eraseOne('student');
/** Every payment was taken back, and it was said why. */
const takenBack = byOwner(
  `update public.dues_payments set voided_at = now(), void_reason = 'A mistake'`,
);
const without = (column: string, table = 'payments') =>
  `select id from public.dues_${table} where ${column} is null`;

/** What of payments an erasure leaves: the subject is `private.erase_user`. */
export const ofBilling: Record<string, Probe> = {
  'customers then': [erase, `select customer_id from private.stripe_customers`],
  'subscriptions then': [erase, `select subscription_id from private.stripe_subscriptions`],
  'forgotten at Stripe': [
    erase,
    `select payload ->> 'customer_id' from private.jobs where kind = 'forget_stripe_customer'`,
  ],
  'dues noted by nobody': [eraseOne('deputy'), without('noted_by')],
  'dues taken back by nobody': [
    ...byOwner(`update public.dues_payments set voided_at = now(), voided_by = noted_by`),
    eraseOne('deputy'),
    without('voided_by'),
  ],
  'freezes noted by nobody': [eraseOne('deputy'), without('noted_by', 'freezes')],
  'why, where they paid': [...takenBack, eraseOne('guardian'), without('void_reason')],
  'why, where they were covered': [...takenBack, eraseOne('grown'), without('void_reason')],
};

export const billingErased = `
| actor         | customers then | subscriptions then | forgotten at Stripe |
| system        | isFellow isInstructor wasInstructor isManager wasPending wasNobody | ofFellow doubtful ended begun ofNobody | isStudent |
| everyone else | 42501 | 42501 | 42501 |`;

export const duesErased = `
| actor         | dues noted by nobody | dues taken back by nobody | freezes noted by nobody | why, where they paid | why, where they were covered |
| system        | ofChild | ofChild | ofChild | ofChild | ofGrown |
| everyone else | 42501   | 42501    | 42501   | 42501   | 42501   |`;
