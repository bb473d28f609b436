import { or, sql } from 'drizzle-orm';
import { check, date, foreignKey, index, pgTable, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../../declare/bounds.ts';
import { grants } from '../../../../declare/grants.ts';
import { personalData } from '../../../../declare/personal-data.ts';
import { inGym, selectPolicy } from '../../../../declare/policies.ts';
import { triggers } from '../../../../declare/triggers.ts';
import { id, timestamps } from '../../../columns.ts';
import { users } from '../../../identity/users.ts';
import { duesAccounts } from '../accounts/dues-accounts.ts';
import { duesDay } from '../plans/terms.ts';

/**
 * Days, both included, on which an account rests: nobody trains on it, nothing is owed for them, and
 * what is paid lasts that much longer. Two of an account never overlap: who writes holds the account.
 * Why somebody rests is not kept, as it mostly is their health.
 */
export const duesFreezes = pgTable('dues_freezes', {
  id: id(),
  account_id: uuid().notNull(),
  /** The account's; with it a foreign key. */
  gym_id: uuid().notNull(),
  starts_on: date().notNull(),
  ends_on: date().notNull(),
  noted_by: uuid().references(() => users.id),
  ...timestamps(),
}, (t) => [
  foreignKey({
    name: 'dues_freezes_account_id_gym_id_fkey',
    columns: [t.account_id, t.gym_id],
    foreignColumns: [duesAccounts.id, duesAccounts.gym_id],
  }).onDelete('cascade'),
  index('dues_freezes_account_id_index').on(t.account_id, t.gym_id, t.starts_on),
  index('dues_freezes_gym_id_index').on(t.gym_id),
  index('dues_freezes_noted_by_index').on(t.noted_by),
  duesDay.check('dues_freezes_starts_on_check', t.starts_on),
  duesDay.check('dues_freezes_ends_on_check', t.ends_on),
  check('dues_freezes_days_check', sql`${t.ends_on} - ${t.starts_on} between 0 and 365`),
  ...instants(t.created_at, t.updated_at),
  selectPolicy(
    'dues_freezes_select_own_or_manager',
    or(
      sql`${t.account_id} = any ((select private.covering_account_ids())::uuid[])`,
      sql`${t.account_id} = any ((select private.paid_account_ids())::uuid[])`,
      inGym(t.gym_id, 'MANAGER'),
    )!,
  ),
]).enableRLS();

export const duesFreezesGrants = grants(duesFreezes, {
  authenticated: { select: true },
  service_role: { select: true },
});

export const duesFreezesTriggers = triggers(duesFreezes, 'touch');

export const duesFreezesPersonal = personalData(duesFreezes, {
  noted_by: {
    export: { not: 'It is about others.' },
    erase: { clear: ['noted_by'], gone: 'that you had dues of others rest' },
  },
});
