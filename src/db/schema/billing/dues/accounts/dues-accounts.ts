import { or, sql } from 'drizzle-orm';
import { check, date, foreignKey, index, pgTable, unique, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../../declare/bounds.ts';
import { choices } from '../../../../declare/choice.ts';
import { grants } from '../../../../declare/grants.ts';
import { personalData } from '../../../../declare/personal-data.ts';
import { inGym, ofPersons, selectPolicy } from '../../../../declare/policies.ts';
import { retention } from '../../../../declare/retention.ts';
import { triggers } from '../../../../declare/triggers.ts';
import { newestFirstIndex } from '../../../../keyset.ts';
import { gyms } from '../../../academy/gyms.ts';
import { id, instant, timestamps } from '../../../columns.ts';
import { users } from '../../../identity/users.ts';
import { duesPlans } from '../plans/dues-plans.ts';
import { duesDay, termChecks, terms } from '../plans/terms.ts';

/** How an account stands on a day, as `private.dues_on` has it. */
export const duesStates = choices('current', 'overdue', 'frozen', 'ended');

/** Ten years, with the leap days that may lie in them. */
const YEARS_KEPT = 3653;

/**
 * Who pays for whom in a gym, by the terms on which it began. Written by functions. What it stands at
 * is a function of its rows and the day (`private.dues_on`); `state` and `overdue_since` are that as of
 * the last write or the hourly job, for lists. Check-in does not read them.
 */
export const duesAccounts = pgTable('dues_accounts', {
  id: id(),
  gym_id: uuid().notNull().references(() => gyms.id),
  plan_id: uuid().notNull(),
  payer_id: uuid().notNull().references(() => users.id),
  ...terms(),
  starts_on: date().notNull(),
  /** The last day. */
  ends_on: date(),
  state: duesStates.column().notNull().default('current'),
  /** The first day that is not paid for. */
  overdue_since: date(),
  /** The next day on which time alone may make it another state; null where none does. */
  changes_on: date(),
  /** When it was found to be over. */
  ended_at: instant(),
  ...timestamps(),
}, (t) => [
  unique('dues_accounts_of_gym').on(t.id, t.gym_id),
  foreignKey({
    name: 'dues_accounts_plan_id_gym_id_fkey',
    columns: [t.plan_id, t.gym_id],
    foreignColumns: [duesPlans.id, duesPlans.gym_id],
  }),
  newestFirstIndex('dues_accounts_gym_id_index', t, t.gym_id),
  newestFirstIndex('dues_accounts_payer_id_index', t, t.payer_id),
  index('dues_accounts_plan_id_index').on(t.plan_id, t.gym_id),
  // Who owes a gym the longest.
  index('dues_accounts_overdue_index').on(t.gym_id, t.overdue_since, t.id)
    .where(duesStates.among(t.state, ['overdue'])),
  index('dues_accounts_changes_on_index').on(t.changes_on)
    .where(sql`${t.changes_on} is not null`),
  index('dues_accounts_ended_at_index').on(t.ended_at).where(sql`${t.ended_at} is not null`),
  ...termChecks('dues_accounts', t),
  duesStates.check('dues_accounts_state_check', t.state),
  duesDay.check('dues_accounts_starts_on_check', t.starts_on),
  duesDay.check('dues_accounts_ends_on_check', t.ends_on),
  check('dues_accounts_days_check', sql`${t.ends_on} >= ${t.starts_on}`),
  check(
    'dues_accounts_overdue_check',
    sql`(${t.state} = 'overdue') = (${t.overdue_since} is not null)`,
  ),
  ...instants(t.ended_at, t.created_at, t.updated_at),
  selectPolicy(
    'dues_accounts_select_own_or_manager',
    or(
      ofPersons(t.payer_id),
      sql`${t.id} = any ((select private.covering_account_ids())::uuid[])`,
      inGym(t.gym_id, 'MANAGER'),
    )!,
  ),
]).enableRLS();

export const duesAccountsGrants = grants(duesAccounts, {
  authenticated: { select: true },
  service_role: { select: true, update: ['ended_at'], delete: true },
});

export const duesAccountsTriggers = triggers(duesAccounts, 'touch');

export const duesAccountsRetention = retention(duesAccounts, {
  what: 'dues accounts that are over, with whom they covered and what was paid',
  days: YEARS_KEPT,
  since: duesAccounts.ended_at,
  why: 'books are kept for ten years; nobody may ask for them later',
});

export const duesAccountsPersonal = personalData(duesAccounts, {
  payer_id: {
    export: 'dues_accounts',
    erase: {
      keep: {
        what: 'dues accounts and what was paid, without a name',
        why: "the gyms' books stay whole, as the law asks",
      },
    },
  },
});
