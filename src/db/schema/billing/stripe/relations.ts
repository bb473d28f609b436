import { relations } from 'drizzle-orm';
import { users } from '../../identity/users.ts';
import { stripeSubscriptions } from './stripe-subscriptions.ts';

export const stripeSubscriptionsRelations = relations(stripeSubscriptions, ({ one }) => ({
  user: one(users, { fields: [stripeSubscriptions.user_id], references: [users.id] }),
}));
