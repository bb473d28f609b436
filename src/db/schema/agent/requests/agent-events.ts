import { index, integer, jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { instants, integerFrom } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { jsonUpTo } from '../../../declare/json-bounds.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { ownRow, selectPolicy } from '../../../declare/policies.ts';
import { retention } from '../../../declare/retention.ts';
import { createdAt } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { agentRequests } from './agent-requests.ts';
import { erasedConversations } from '../sessions/agent-sessions.ts';

/** What a stream says: `meta` first, `done` or `error` last. */
export const agentEventKinds = choices('meta', 'delta', 'citation', 'done', 'error');

/** What was streamed of an answer, in order, so that a stream can be resumed by `Last-Event-ID`. */
export const agentEvents = pgTable('agent_events', {
  request_id: uuid().notNull().references(() => agentRequests.id),
  seq: integer().notNull(),
  user_id: uuid().notNull().references(() => users.id),
  event: agentEventKinds.column().notNull(),
  data: jsonb().notNull(),
  ...createdAt(),
}, (t) => [
  primaryKey({ columns: [t.request_id, t.seq] }),
  index('agent_events_user_id_index').on(t.user_id),
  agentEventKinds.check('agent_events_event_check', t.event),
  integerFrom(0).check('agent_events_seq_check', t.seq),
  jsonUpTo(1_000_000).check('agent_events_data_check', t.data),
  ...instants(t.created_at),
  selectPolicy('agent_events_select_own', ownRow(t.user_id)),
]).enableRLS();

export const agentEventsGrants = grants(agentEvents, { authenticated: { select: true } });

export const agentEventsPersonal = personalData(agentEvents, {
  user_id: {
    export: { not: 'The answers are with their sessions.' },
    erase: { delete: erasedConversations },
  },
});

export const agentEventsRetention = retention(agentEvents, {
  what: 'what was streamed of an answer, piece by piece',
  days: 7,
  since: agentEvents.created_at,
  why: 'a stream is resumed within minutes; the answer itself stays with its question',
});
