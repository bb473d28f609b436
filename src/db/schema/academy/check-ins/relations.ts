import { relations } from 'drizzle-orm';
import { users } from '../../identity/users.ts';
import { gyms } from '../gyms.ts';
import { classes } from '../schedule/classes.ts';
import { checkIns } from './check-ins.ts';

export const checkInsRelations = relations(checkIns, ({ one }) => ({
  gym: one(gyms, { fields: [checkIns.gym_id], references: [gyms.id] }),
  class: one(classes, { fields: [checkIns.class_id], references: [classes.id] }),
  person: one(users, {
    fields: [checkIns.user_id],
    references: [users.id],
    relationName: 'attendee',
  }),
}));
