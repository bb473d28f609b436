import { relations } from 'drizzle-orm';
import { gyms } from './academy/gyms.ts';
import { memberships } from './academy/memberships.ts';
import { pushTokens } from './identity/push-tokens.ts';
import { userProfiles } from './identity/user-profiles.ts';
import { users } from './identity/users.ts';

export const usersRelations = relations(users, ({ one, many }) => ({
  profile: one(userProfiles, { fields: [users.id], references: [userProfiles.user_id] }),
  pushTokens: many(pushTokens),
  memberships: many(memberships, { relationName: 'member' }),
}));

export const pushTokensRelations = relations(pushTokens, ({ one }) => ({
  user: one(users, { fields: [pushTokens.user_id], references: [users.id] }),
}));

export const gymsRelations = relations(gyms, ({ many }) => ({
  memberships: many(memberships),
}));

export const membershipsRelations = relations(memberships, ({ one }) => ({
  gym: one(gyms, { fields: [memberships.gym_id], references: [gyms.id] }),
  user: one(users, {
    fields: [memberships.user_id],
    references: [users.id],
    relationName: 'member',
  }),
}));
