import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instants, integerFrom, textOf } from '../../declare/bounds.ts';
import { choices } from '../../declare/choice.ts';
import { grants } from '../../declare/grants.ts';
import { personalData } from '../../declare/personal-data.ts';
import { ofPersons, selectPolicy } from '../../declare/policies.ts';
import { triggers } from '../../declare/triggers.ts';
import { id, instant, timestamps } from '../columns.ts';
import { users } from './users.ts';

export const plans = choices('free', 'pro');

/**
 * What Stripe says of a subscription: `none` before there is one, `other` for what it may say one day.
 * `unpaid` and `paused` are not over, and give nothing.
 */
export const subscriptionStatuses = choices(
  'none',
  'trialing',
  'active',
  'past_due',
  'canceled',
  'incomplete',
  'incomplete_expired',
  'unpaid',
  'paused',
  'other',
);

/** An id of the payment provider's. */
export const stripeId = textOf(255);

/** Plan and metering, 1:1 with `users` (a trigger makes it). Money matters: only the system writes. */
export const userProfiles = pgTable('user_profiles', {
  id: id(),
  user_id: uuid().notNull().unique().references(() => users.id),
  plan: plans.column().notNull().default('free'),
  subscription_status: subscriptionStatuses.column().notNull().default('none'),
  usage_count: integer().notNull().default(0),
  usage_period_start: instant().notNull().defaultNow(),
  stripe_customer_id: text().unique(),
  stripe_subscription_id: text().unique(),
  ...timestamps(),
}, (t) => [
  plans.check('user_profiles_plan_check', t.plan),
  subscriptionStatuses.check('user_profiles_subscription_status_check', t.subscription_status),
  integerFrom(0).check('user_profiles_usage_count_check', t.usage_count),
  stripeId.check('user_profiles_stripe_customer_id_check', t.stripe_customer_id),
  stripeId.check('user_profiles_stripe_subscription_id_check', t.stripe_subscription_id),
  ...instants(t.usage_period_start, t.created_at, t.updated_at),
  selectPolicy('user_profiles_select_own', ofPersons(t.user_id)),
]).enableRLS();

export const userProfilesGrants = grants(userProfiles, { authenticated: { select: true } });

export const userProfilesTriggers = triggers(userProfiles, 'touch', {
  name: 'guard_usage',
  before: ['update'],
  // At depth 0 a statement of one's own is at work; the meter writes from within a trigger.
  when: `pg_trigger_depth() = 0
    and (new.usage_count, new.usage_period_start)
      is distinct from (old.usage_count, old.usage_period_start)`,
  run: 'private.guard_usage_count',
});

/** What the plan's usage is accounted by; the ledger of it is kept for the same reason. */
export const accounting = {
  what: 'plan, usage count and usage events',
  why: 'accounting records must be kept',
};

export const userProfilesPersonal = personalData(userProfiles, {
  user_id: {
    export: 'profile',
    erase: {
      clear: ['stripe_customer_id', 'stripe_subscription_id'],
      gone: 'what leads to you at the payment provider',
      kept: accounting,
    },
  },
});
