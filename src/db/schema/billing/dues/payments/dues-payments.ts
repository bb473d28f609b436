import { or, sql } from 'drizzle-orm';
import { check, date, foreignKey, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instants, integerFrom, textOf } from '../../../../declare/bounds.ts';
import { choices } from '../../../../declare/choice.ts';
import { grants } from '../../../../declare/grants.ts';
import { personalData } from '../../../../declare/personal-data.ts';
import { inGym, selectPolicy } from '../../../../declare/policies.ts';
import { newestFirstIndex } from '../../../../keyset.ts';
import { createdAt, id, instant } from '../../../columns.ts';
import { users } from '../../../identity/users.ts';
import { amount, money } from '../../../store/columns.ts';
import { duesAccounts } from '../accounts/dues-accounts.ts';
import { duesDay } from '../plans/terms.ts';

export const paymentMethods = choices('cash', 'transfer', 'card', 'other');
/** Of what: months or cards. */
export const units = integerFrom(1, 36);
export const voidReason = textOf(500);

/**
 * What a manager took in: an amount in the account's currency, and for how many months or cards. Rows
 * are added and never changed, but that one that was written by mistake is voided, with a reason.
 */
export const duesPayments = pgTable('dues_payments', {
  id: id(),
  account_id: uuid().notNull(),
  /** The account's; with it a foreign key. */
  gym_id: uuid().notNull(),
  units: integer().notNull(),
  amount: money().notNull(),
  method: paymentMethods.column().notNull(),
  received_on: date().notNull(),
  noted_by: uuid().references(() => users.id),
  voided_at: instant(),
  voided_by: uuid().references(() => users.id),
  void_reason: text(),
  ...createdAt(),
}, (t) => [
  foreignKey({
    name: 'dues_payments_account_id_gym_id_fkey',
    columns: [t.account_id, t.gym_id],
    foreignColumns: [duesAccounts.id, duesAccounts.gym_id],
  }).onDelete('cascade'),
  newestFirstIndex('dues_payments_account_id_index', t, t.account_id, t.gym_id),
  newestFirstIndex('dues_payments_gym_id_index', t, t.gym_id),
  index('dues_payments_noted_by_index').on(t.noted_by),
  index('dues_payments_voided_by_index').on(t.voided_by),
  units.check('dues_payments_units_check', t.units),
  amount.check('dues_payments_amount_check', t.amount),
  paymentMethods.check('dues_payments_method_check', t.method),
  duesDay.check('dues_payments_received_on_check', t.received_on),
  voidReason.check('dues_payments_void_reason_check', t.void_reason),
  check(
    'dues_payments_void_check',
    sql`${t.voided_at} is not null or ${t.void_reason} is null`,
  ),
  ...instants(t.voided_at, t.created_at),
  selectPolicy(
    'dues_payments_select_payer_or_manager',
    or(
      sql`${t.account_id} = any ((select private.paid_account_ids())::uuid[])`,
      inGym(t.gym_id, 'MANAGER'),
    )!,
  ),
]).enableRLS();

export const duesPaymentsGrants = grants(duesPayments, {
  authenticated: { select: true },
  service_role: { select: true },
});

const others = { not: 'It is about what others paid.' };

export const duesPaymentsPersonal = personalData(duesPayments, {
  noted_by: { export: others, erase: { clear: ['noted_by'], gone: 'that you took dues in' } },
  voided_by: {
    export: others,
    erase: { clear: ['voided_by'], gone: 'that you voided what was noted of dues' },
  },
});
