import { relations } from 'drizzle-orm';
import { pushTokens } from './push-tokens.ts';
import { userProfiles } from './user-profiles.ts';
import { users } from './users.ts';

export const usersRelations = relations(users, ({ one, many }) => ({
  profile: one(userProfiles, { fields: [users.id], references: [userProfiles.user_id] }),
  pushTokens: many(pushTokens),
}));

export const pushTokensRelations = relations(pushTokens, ({ one }) => ({
  user: one(users, { fields: [pushTokens.user_id], references: [users.id] }),
}));
