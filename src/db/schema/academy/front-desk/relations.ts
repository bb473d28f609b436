import { relations } from 'drizzle-orm';
import { users } from '../../identity/users.ts';
import { gyms } from '../gyms.ts';
import { frontDeskEvents } from './front-desk-events.ts';
import { frontDesks } from './front-desks.ts';

export const frontDesksRelations = relations(frontDesks, ({ one }) => ({
  gym: one(gyms, { fields: [frontDesks.gym_id], references: [gyms.id] }),
}));

export const frontDeskEventsRelations = relations(frontDeskEvents, ({ one }) => ({
  gym: one(gyms, { fields: [frontDeskEvents.gym_id], references: [gyms.id] }),
  desk: one(frontDesks, { fields: [frontDeskEvents.front_desk_id], references: [frontDesks.id] }),
  user: one(users, { fields: [frontDeskEvents.user_id], references: [users.id] }),
}));
