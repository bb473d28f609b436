import { relations } from 'drizzle-orm';
import { gyms } from '../../academy/gyms.ts';
import { users } from '../../identity/users.ts';
import { membershipPeriods } from './membership-periods.ts';

export const membershipPeriodsRelations = relations(membershipPeriods, ({ one }) => ({
  gym: one(gyms, { fields: [membershipPeriods.gym_id], references: [gyms.id] }),
  user: one(users, { fields: [membershipPeriods.user_id], references: [users.id] }),
}));
