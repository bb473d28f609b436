import { relations } from 'drizzle-orm';
import { users } from '../identity/users.ts';
import { gyms } from './gyms.ts';
import { memberships } from './memberships.ts';

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
