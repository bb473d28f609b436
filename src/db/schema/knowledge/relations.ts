import { relations } from 'drizzle-orm';
import { users } from '../identity/users.ts';
import { documents } from './documents.ts';

export const documentsRelations = relations(documents, ({ one }) => ({
  user: one(users, { fields: [documents.user_id], references: [users.id] }),
}));
