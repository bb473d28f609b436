import { relations } from 'drizzle-orm';
import { gyms } from './academy/gyms.ts';
import { memberships } from './academy/memberships.ts';
import { agentRequests } from './agent/agent-requests.ts';
import { agentSessions } from './agent/agent-sessions.ts';
import { usageEvents } from './agent/usage-events.ts';
import { pushTokens } from './identity/push-tokens.ts';
import { userProfiles } from './identity/user-profiles.ts';
import { users } from './identity/users.ts';
import { documents } from './knowledge/documents.ts';

export const usersRelations = relations(users, ({ one, many }) => ({
  profile: one(userProfiles, { fields: [users.id], references: [userProfiles.user_id] }),
  pushTokens: many(pushTokens),
  memberships: many(memberships, { relationName: 'member' }),
  documents: many(documents),
  agentSessions: many(agentSessions),
  usageEvents: many(usageEvents),
}));

export const pushTokensRelations = relations(pushTokens, ({ one }) => ({
  user: one(users, { fields: [pushTokens.user_id], references: [users.id] }),
}));

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

export const documentsRelations = relations(documents, ({ one }) => ({
  user: one(users, { fields: [documents.user_id], references: [users.id] }),
}));

export const agentSessionsRelations = relations(agentSessions, ({ one, many }) => ({
  user: one(users, { fields: [agentSessions.user_id], references: [users.id] }),
  requests: many(agentRequests),
}));

export const agentRequestsRelations = relations(agentRequests, ({ one }) => ({
  session: one(agentSessions, {
    fields: [agentRequests.session_id],
    references: [agentSessions.id],
  }),
}));

export const usageEventsRelations = relations(usageEvents, ({ one }) => ({
  user: one(users, { fields: [usageEvents.user_id], references: [users.id] }),
}));
