import { sql } from 'drizzle-orm';
import { boolean, index, text, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { retention } from '../../../declare/retention.ts';
import { createdAt } from '../../columns.ts';
import { stripeId } from '../../identity/user-profiles.ts';
import { users } from '../../identity/users.ts';
import { privateSchema } from '../../system/private.ts';

/**
 * Whose a customer at Stripe is. Only what Stripe signed says so, and in it only what this server wrote
 * there: whoever opens a customer's portal pays by their card. Somebody may have several customers.
 */
export const stripeCustomers = privateSchema.table('stripe_customers', {
  customer_id: text().primaryKey(),
  /** Null for one of whom it is only known that they were deleted there. */
  user_id: uuid().references(() => users.id),
  /** Deleted at Stripe, which never gives an id again. */
  is_gone: boolean().notNull().default(false),
  ...createdAt(),
}, (t) => [
  index('stripe_customers_user_id_index').on(t.user_id),
  stripeId.check('stripe_customers_customer_id_check', t.customer_id),
  ...instants(t.created_at),
]).enableRLS();

export const stripeCustomersGrants = grants(stripeCustomers, {});

export const stripeCustomersPersonal = personalData(stripeCustomers, {
  user_id: {
    export: { not: 'It is the same id as in your profile, or one from before.' },
    erase: { delete: 'what leads to you at the payment provider' },
  },
});

export const stripeCustomersRetention = retention(stripeCustomers, {
  what: 'that a customer of nobody known was deleted at Stripe',
  days: 30,
  since: stripeCustomers.created_at,
  only: sql`${stripeCustomers.user_id} is null`,
  why: 'later news of them comes within days, if it comes at all',
});
