import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { grants } from '../../grants.ts';
import { ownRow, selectPolicy } from '../../policies.ts';
import { createdAt } from '../columns.ts';
import { users } from '../identity/users.ts';
import { agentRequests } from './agent-requests.ts';

/** What was streamed of an answer, in order, so that a stream can be resumed by `Last-Event-ID`. */
export const agentEvents = pgTable('agent_events', {
  request_id: uuid().notNull().references(() => agentRequests.id),
  seq: integer().notNull(),
  user_id: uuid().notNull().references(() => users.id),
  event: text().notNull(),
  data: jsonb().notNull(),
  ...createdAt(),
}, (t) => [
  primaryKey({ columns: [t.request_id, t.seq] }),
  index('agent_events_user_id_index').on(t.user_id),
  selectPolicy('agent_events_select_own', ownRow(t.user_id)),
]).enableRLS();

export const agentEventsGrants = grants(agentEvents, { authenticated: { select: true } });
