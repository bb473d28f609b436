import { relations } from 'drizzle-orm';
import { gyms } from '../../academy/gyms.ts';
import { gymClosings } from './gym-closings.ts';

export const gymClosingsRelations = relations(gymClosings, ({ one }) => ({
  gym: one(gyms, { fields: [gymClosings.gym_id], references: [gyms.id] }),
}));
