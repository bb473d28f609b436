import { relations } from 'drizzle-orm';
import { users } from '../identity/users.ts';
import { agentRequests } from './requests/agent-requests.ts';
import { agentSessions } from './sessions/agent-sessions.ts';
import { usageEvents } from './usage/usage-events.ts';

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
