import { relations } from 'drizzle-orm';
import { users } from '../identity/users.ts';
import { roles } from '../platform/roles.ts';
import { auditEvents } from './audit/audit-events.ts';
import { gyms } from './gyms.ts';
import { memberships } from './memberships.ts';

export const gymsRelations = relations(gyms, ({ one, many }) => ({
  manager: one(users, {
    fields: [gyms.manager_id],
    references: [users.id],
    relationName: 'manager',
  }),
  memberships: many(memberships),
}));

export const membershipsRelations = relations(memberships, ({ one }) => ({
  gym: one(gyms, { fields: [memberships.gym_id], references: [gyms.id] }),
  user: one(users, {
    fields: [memberships.user_id],
    references: [users.id],
    relationName: 'member',
  }),
  /** Who decided; `decided_by` is the column. */
  decider: one(users, {
    fields: [memberships.decided_by],
    references: [users.id],
    relationName: 'decider',
  }),
  /** The row of the role; `role` is the column. */
  roleRow: one(roles, { fields: [memberships.role], references: [roles.id] }),
}));

export const auditEventsRelations = relations(auditEvents, ({ one }) => ({
  gym: one(gyms, { fields: [auditEvents.gym_id], references: [gyms.id] }),
  /** Who did it; `actor_id` is the column. */
  actor: one(users, {
    fields: [auditEvents.actor_id],
    references: [users.id],
    relationName: 'actor',
  }),
  /** Whom it is about; `subject_id` is the column. */
  subject: one(users, {
    fields: [auditEvents.subject_id],
    references: [users.id],
    relationName: 'subject',
  }),
}));
