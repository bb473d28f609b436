import { relations } from 'drizzle-orm';
import { guardianships } from './family/guardianships.ts';
import { pushTokens } from './push-tokens.ts';
import { users } from './users.ts';

export const pushTokensRelations = relations(pushTokens, ({ one }) => ({
  user: one(users, { fields: [pushTokens.user_id], references: [users.id] }),
}));

export const guardianshipsRelations = relations(guardianships, ({ one }) => ({
  guardian: one(users, {
    fields: [guardianships.guardian_id],
    references: [users.id],
    relationName: 'guardian',
  }),
  dependent: one(users, {
    fields: [guardianships.dependent_id],
    references: [users.id],
    relationName: 'dependent',
  }),
}));
