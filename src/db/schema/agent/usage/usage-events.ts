import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, textOf } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { jsonObjectOf } from '../../../declare/json-bounds.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { ownRow, selectPolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { createdAt, id } from '../../columns.ts';
import { accounting } from '../../identity/user-profiles.ts';
import { users } from '../../identity/users.ts';
import { agentRequests } from '../requests/agent-requests.ts';

/** A charge, its giving back, and the closing of a month. */
export const usageEventTypes = choices('agent_request', 'agent_request_returned', 'period_reset');

/**
 * What was used, append-only: a charge is +1, giving it back is another event of -1, and
 * `user_profiles.usage_count` is their sum, kept by a trigger.
 */
export const usageEvents = pgTable('usage_events', {
  id: id(),
  user_id: uuid().notNull().references(() => users.id),
  event_type: usageEventTypes.column().notNull(),
  quantity: integer().notNull(),
  request_id: uuid().references(() => agentRequests.id),
  metadata: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  idempotency_key: text().notNull(),
  ...createdAt(),
}, (t) => [
  unique('usage_events_idempotency_key_unique').on(t.user_id, t.idempotency_key),
  newestFirstIndex('usage_events_user_id_index', t, t.user_id),
  newestFirstIndex('usage_events_user_id_type_index', t, t.user_id, t.event_type),
  index('usage_events_request_id_index').on(t.request_id),
  usageEventTypes.check('usage_events_event_type_check', t.event_type),
  textOf(300).check('usage_events_idempotency_key_check', t.idempotency_key),
  jsonObjectOf(8192).check('usage_events_metadata_check', t.metadata),
  ...instants(t.created_at),
  selectPolicy('usage_events_select_own', ownRow(t.user_id)),
]).enableRLS();

export const usageEventsGrants = grants(usageEvents, {
  authenticated: { select: true },
  service_role: { select: true, insert: true },
});

export const usageEventsTriggers = triggers(usageEvents, {
  name: 'apply',
  after: ['insert'],
  run: 'private.apply_usage_event',
}, {
  name: 'append_only',
  before: ['update', 'delete', 'truncate'],
  each: 'statement',
  run: 'private.refuse_change',
});

export const usageEventsPersonal = personalData(usageEvents, {
  user_id: { export: 'usage_events', erase: { keep: accounting } },
});
