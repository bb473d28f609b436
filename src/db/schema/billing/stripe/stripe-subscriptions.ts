import { sql } from 'drizzle-orm';
import { boolean, check, index, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { instants, integerFrom } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { retention } from '../../../declare/retention.ts';
import { triggers } from '../../../declare/triggers.ts';
import { instant, timestamps } from '../../columns.ts';
import { stripeId, subscriptionStatuses } from '../../identity/user-profiles.ts';
import { users } from '../../identity/users.ts';
import { privateSchema } from '../../system/private.ts';

/** So many products may one subscription be of: Stripe allows twenty items. */
export const MOST_PRODUCTS = 20;

/** Of events of one second: what is later by its nature ranks higher. */
export const saidRank = integerFrom(0, 3);

/**
 * Subscriptions as Stripe last said they are; `keep-stripe-subscription.sql` has the order of what it
 * says. Plan and status of a person follow from all of theirs.
 */
export const stripeSubscriptions = privateSchema.table('stripe_subscriptions', {
  subscription_id: text().primaryKey(),
  customer_id: text().notNull(),
  /** Null while nothing has said whose the customer is. */
  user_id: uuid().references(() => users.id),
  /** As Stripe says it; `other` is what it may say one day. Nobody is told `none`. */
  status: subscriptionStatuses.column().notNull(),
  /** It is over, and Stripe never opens it again. */
  is_over: boolean().notNull(),
  product_ids: text().array().notNull(),
  current_period_end: instant(),
  /** When it ends, if it was cancelled for later. */
  cancel_at: instant(),
  cancel_at_period_end: boolean().notNull(),
  started_at: instant().notNull(),
  /** What is here was said when, by which event: the newest by (is_over, said_at, said_rank, said_by). */
  said_at: instant().notNull(),
  said_rank: smallint().notNull(),
  said_by: text().notNull(),
  /** Two events of the same rank said different things: Stripe is asked which holds. */
  in_doubt: boolean().notNull().default(false),
  ...timestamps(),
}, (t) => [
  index('stripe_subscriptions_user_id_index').on(t.user_id),
  index('stripe_subscriptions_customer_id_index').on(t.customer_id),
  index('stripe_subscriptions_in_doubt_index').on(t.subscription_id).where(sql`${t.in_doubt}`),
  index('stripe_subscriptions_period_end_index').on(t.current_period_end)
    .where(sql`not ${t.is_over}`),
  subscriptionStatuses.check('stripe_subscriptions_status_check', t.status),
  stripeId.check('stripe_subscriptions_subscription_id_check', t.subscription_id),
  stripeId.check('stripe_subscriptions_customer_id_check', t.customer_id),
  stripeId.check('stripe_subscriptions_said_by_check', t.said_by),
  saidRank.check('stripe_subscriptions_said_rank_check', t.said_rank),
  check(
    'stripe_subscriptions_product_ids_check',
    sql`cardinality(${t.product_ids}) <= ${sql.raw(String(MOST_PRODUCTS))}`,
  ),
  ...instants(t.current_period_end, t.cancel_at, t.started_at, t.said_at),
  ...instants(t.created_at, t.updated_at),
]).enableRLS();

export const stripeSubscriptionsGrants = grants(stripeSubscriptions, {});

export const stripeSubscriptionsTriggers = triggers(stripeSubscriptions, 'touch');

export const stripeSubscriptionsPersonal = personalData(stripeSubscriptions, {
  user_id: {
    export: {
      not: 'Your profile says how it stands, and the portal of the provider has the rest.',
    },
    erase: { delete: 'your subscriptions, which end with it' },
  },
});

export const stripeSubscriptionsRetention = retention(stripeSubscriptions, {
  what: 'subscriptions at Stripe of nobody known here',
  days: 90,
  since: stripeSubscriptions.updated_at,
  only: sql`${stripeSubscriptions.user_id} is null`,
  why: 'whose it is may be told later',
});
