import { sql } from 'drizzle-orm';
import { foreignKey, index, unique, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../../declare/bounds.ts';
import { grants } from '../../../../declare/grants.ts';
import { checkIns } from '../../../academy/check-ins/check-ins.ts';
import { createdAt, id } from '../../../columns.ts';
import { privateSchema } from '../../../system/private.ts';
import { duesAccounts } from '../accounts/dues-accounts.ts';
import { duesPayments } from '../payments/dues-payments.ts';

/**
 * A class that a card or a trial is good for, a row each, so that nobody waits to use one: who needs one
 * takes a free row that nobody else is at (`for update skip locked`). It is used while its check-in has a
 * place, and free again when that is cancelled.
 */
export const duesPunches = privateSchema.table('dues_punches', {
  id: id(),
  account_id: uuid().notNull(),
  gym_id: uuid().notNull(),
  /** The card's; null for those of a trial. */
  payment_id: uuid().references(() => duesPayments.id, { onDelete: 'cascade' }),
  /** What it is used for; null while it is free. */
  check_in_id: uuid().references(() => checkIns.id, { onDelete: 'set null' }),
  ...createdAt(),
}, (t) => [
  foreignKey({
    name: 'dues_punches_account_id_gym_id_fkey',
    columns: [t.account_id, t.gym_id],
    foreignColumns: [duesAccounts.id, duesAccounts.gym_id],
  }).onDelete('cascade'),
  // Once for a check-in, whoever tries.
  unique('dues_punches_once').on(t.check_in_id),
  index('dues_punches_account_id_index').on(t.account_id, t.gym_id),
  index('dues_punches_payment_id_index').on(t.payment_id),
  index('dues_punches_free_index').on(t.account_id, t.payment_id)
    .where(sql`${t.check_in_id} is null`),
  ...instants(t.created_at),
]).enableRLS();

export const duesPunchesGrants = grants(duesPunches, { service_role: { select: true } });
