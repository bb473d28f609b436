import { relations } from 'drizzle-orm';
import { gyms } from '../../academy/gyms.ts';
import { users } from '../../identity/users.ts';
import { gradingEvents } from './grading-events.ts';
import { graduations } from './graduations.ts';
import { titles } from './titles.ts';

export const graduationsRelations = relations(graduations, ({ one }) => ({
  gym: one(gyms, { fields: [graduations.gym_id], references: [gyms.id] }),
  person: one(users, {
    fields: [graduations.user_id],
    references: [users.id],
    relationName: 'graduate',
  }),
  event: one(gradingEvents, { fields: [graduations.event_id], references: [gradingEvents.id] }),
}));

export const gradingEventsRelations = relations(gradingEvents, ({ one, many }) => ({
  gym: one(gyms, { fields: [gradingEvents.gym_id], references: [gyms.id] }),
  graduations: many(graduations),
}));

export const titlesRelations = relations(titles, ({ one }) => ({
  gym: one(gyms, { fields: [titles.gym_id], references: [gyms.id] }),
  person: one(users, {
    fields: [titles.user_id],
    references: [users.id],
    relationName: 'champion',
  }),
}));
