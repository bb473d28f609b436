import { relations } from 'drizzle-orm';
import { users } from '../../identity/users.ts';
import { gyms } from '../gyms.ts';
import { calendarLinks } from './calendar-links.ts';
import { classChanges } from './class-changes.ts';
import { classes } from './classes.ts';

export const classesRelations = relations(classes, ({ one, many }) => ({
  gym: one(gyms, { fields: [classes.gym_id], references: [gyms.id] }),
  instructor: one(users, {
    fields: [classes.instructor_id],
    references: [users.id],
    relationName: 'instructor',
  }),
  changes: many(classChanges),
}));

export const classChangesRelations = relations(classChanges, ({ one }) => ({
  gym: one(gyms, { fields: [classChanges.gym_id], references: [gyms.id] }),
  class: one(classes, { fields: [classChanges.class_id], references: [classes.id] }),
  substitute: one(users, {
    fields: [classChanges.instructor_id],
    references: [users.id],
    relationName: 'substitute',
  }),
}));

export const calendarLinksRelations = relations(calendarLinks, ({ one }) => ({
  user: one(users, { fields: [calendarLinks.user_id], references: [users.id] }),
}));
