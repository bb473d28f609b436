import { sql } from 'drizzle-orm';
import { check, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { grants } from '../../grants.ts';
import { ownRow, selectPolicy } from '../../policies.ts';
import { triggers } from '../../triggers.ts';
import { id, instant, timestamps } from '../columns.ts';
import { users } from './users.ts';

/** Plan and metering, 1:1 with `users` (a trigger makes it). Money matters: only the system writes. */
export const userProfiles = pgTable('user_profiles', {
  id: id(),
  user_id: uuid().notNull().unique().references(() => users.id),
  plan: text({ enum: ['free', 'pro'] }).notNull().default('free'),
  subscription_status: text({ enum: ['none', 'trialing', 'active', 'past_due', 'canceled'] })
    .notNull().default('none'),
  usage_count: integer().notNull().default(0),
  usage_period_start: instant().notNull().defaultNow(),
  stripe_customer_id: text().unique(),
  stripe_subscription_id: text().unique(),
  ...timestamps(),
}, (t) => [
  check('user_profiles_plan_check', sql`${t.plan} in ('free', 'pro')`),
  check(
    'user_profiles_subscription_status_check',
    sql`${t.subscription_status} in ('none', 'trialing', 'active', 'past_due', 'canceled')`,
  ),
  check('user_profiles_usage_count_check', sql`${t.usage_count} >= 0`),
  selectPolicy('user_profiles_select_own', ownRow(t.user_id)),
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
