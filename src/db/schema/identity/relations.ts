import { relations } from 'drizzle-orm';
import { pushTokens } from './push-tokens.ts';
import { users } from './users.ts';

export const pushTokensRelations = relations(pushTokens, ({ one }) => ({
  user: one(users, { fields: [pushTokens.user_id], references: [users.id] }),
}));
