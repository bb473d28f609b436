import { relations } from 'drizzle-orm';
import { consents } from './consents/consents.ts';
import { emergencyContacts } from './contacts/emergency-contacts.ts';
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

export const consentsRelations = relations(consents, ({ one }) => ({
  user: one(users, {
    fields: [consents.user_id],
    references: [users.id],
    relationName: 'consent',
  }),
  giver: one(users, {
    fields: [consents.given_by],
    references: [users.id],
    relationName: 'giver',
  }),
}));

export const emergencyContactsRelations = relations(emergencyContacts, ({ one }) => ({
  user: one(users, { fields: [emergencyContacts.user_id], references: [users.id] }),
}));
