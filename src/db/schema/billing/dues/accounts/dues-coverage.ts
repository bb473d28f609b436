import { or, sql } from 'drizzle-orm';
import { check, date, foreignKey, index, pgTable, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../../declare/bounds.ts';
import { grants } from '../../../../declare/grants.ts';
import { personalData } from '../../../../declare/personal-data.ts';
import { inGym, ofPersons, selectPolicy } from '../../../../declare/policies.ts';
import { triggers } from '../../../../declare/triggers.ts';
import { id, timestamps } from '../../../columns.ts';
import { users } from '../../../identity/users.ts';
import { duesDay } from '../plans/terms.ts';
import { duesAccounts } from './dues-accounts.ts';

/**
 * Whom an account covers, and when. On no day two accounts of a gym cover the same person: who writes
 * holds their membership alone. Leaving the gym ends it.
 */
export const duesCoverage = pgTable('dues_coverage', {
  id: id(),
  account_id: uuid().notNull(),
  /** The account's; with it a foreign key. */
  gym_id: uuid().notNull(),
  user_id: uuid().notNull().references(() => users.id),
  covered_from: date().notNull(),
  /** The first day that is not covered any more. */
  covered_until: date(),
  ...timestamps(),
}, (t) => [
  foreignKey({
    name: 'dues_coverage_account_id_gym_id_fkey',
    columns: [t.account_id, t.gym_id],
    foreignColumns: [duesAccounts.id, duesAccounts.gym_id],
  }).onDelete('cascade'),
  index('dues_coverage_account_id_index').on(t.account_id, t.gym_id),
  index('dues_coverage_gym_id_index').on(t.gym_id),
  // What check-in asks first.
  index('dues_coverage_user_id_index').on(t.user_id, t.gym_id, t.covered_from),
  duesDay.check('dues_coverage_covered_from_check', t.covered_from),
  check('dues_coverage_days_check', sql`${t.covered_until} > ${t.covered_from}`),
  check('dues_coverage_covered_until_check', sql`${t.covered_until} <= '2100-01-01'`),
  ...instants(t.created_at, t.updated_at),
  selectPolicy(
    'dues_coverage_select_own_or_manager',
    or(
      ofPersons(t.user_id),
      sql`${t.account_id} = any ((select private.paid_account_ids())::uuid[])`,
      inGym(t.gym_id, 'MANAGER'),
    )!,
  ),
]).enableRLS();

export const duesCoverageGrants = grants(duesCoverage, {
  authenticated: { select: true },
  service_role: { select: true },
});

export const duesCoverageTriggers = triggers(duesCoverage, 'touch');

export const duesCoveragePersonal = personalData(duesCoverage, {
  user_id: {
    export: 'dues_coverage',
    erase: {
      ends: 'covered_until',
      keep: {
        what: 'for which days dues were paid for you, without a name',
        why: "the gyms' books stay whole, as the law asks",
      },
    },
  },
});
