import { relations } from 'drizzle-orm';
import { gyms } from '../../academy/gyms.ts';
import { users } from '../../identity/users.ts';
import { duesAccounts } from './accounts/dues-accounts.ts';
import { duesCoverage } from './accounts/dues-coverage.ts';
import { duesFreezes } from './freezes/dues-freezes.ts';
import { duesPayments } from './payments/dues-payments.ts';

export const duesAccountsRelations = relations(duesAccounts, ({ one, many }) => ({
  gym: one(gyms, { fields: [duesAccounts.gym_id], references: [gyms.id] }),
  payer: one(users, { fields: [duesAccounts.payer_id], references: [users.id] }),
  payments: many(duesPayments),
  freezes: many(duesFreezes),
}));

export const duesCoverageRelations = relations(duesCoverage, ({ one }) => ({
  gym: one(gyms, { fields: [duesCoverage.gym_id], references: [gyms.id] }),
  person: one(users, { fields: [duesCoverage.user_id], references: [users.id] }),
}));

export const duesPaymentsRelations = relations(duesPayments, ({ one }) => ({
  account: one(duesAccounts, {
    fields: [duesPayments.account_id],
    references: [duesAccounts.id],
  }),
}));

export const duesFreezesRelations = relations(duesFreezes, ({ one }) => ({
  account: one(duesAccounts, { fields: [duesFreezes.account_id], references: [duesAccounts.id] }),
}));
