import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { z } from 'zod';
import { instants, textOf, textUpTo } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { jsonListOfEither } from '../../../declare/json-bounds.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { ownRow, selectPolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { stateMachine } from '../../../declare/state-machine.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import {
  agentSessions,
  erasedConversations,
  keptConversations,
} from '../sessions/agent-sessions.ts';

export const requestStatuses = choices(
  'queued',
  'in_progress',
  'completed',
  'failed',
  'cancelled',
  'expired',
);

export const requestStates = stateMachine(requestStatuses, {
  initial: 'queued',
  legal: {
    queued: ['in_progress', 'failed', 'cancelled', 'expired'],
    in_progress: ['completed', 'failed', 'cancelled', 'expired'],
    completed: [],
    failed: [],
    cancelled: [],
    expired: [],
  },
});

export const question = textOf(4000);

/**
 * What an answer rests on. Of a passage, `quote` is the chunk's own text between the offsets, which
 * count UTF-16 code units of the document's extracted text; of a row of the academy, the line that it
 * was told as.
 */
export const citations = jsonListOfEither([{
  chunk_id: 'uuid',
  document_id: 'uuid',
  title: 'text',
  heading: 'textOrNull',
  quote: 'text',
  start_offset: 'offset',
  end_offset: 'offset',
}, {
  table: 'text',
  row_id: 'uuid',
  title: 'text',
  quote: 'text',
}], 1_000_000);
export type PassageCitation = z.output<typeof citations.one>;
export type RowCitation = z.output<typeof citations.other>;
export type Citation = PassageCitation | RowCitation;

/**
 * A question and its answer. Rows are made by `private.start_agent_request`, which charges the quota
 * in the same statement, and moved by the system; a trigger allows only legal transitions. What its
 * owner deleted stays as a row without words, because the ledger refers to it.
 */
export const agentRequests = pgTable('agent_requests', {
  id: id(),
  session_id: uuid().notNull().references(() => agentSessions.id),
  user_id: uuid().notNull().references(() => users.id),
  status: requestStatuses.column().notNull().default('queued'),
  input: text().notNull(),
  output: text(),
  citations: jsonb().$type<Citation[]>().notNull().default([]),
  model: text(),
  error: text(),
  started_at: instant(),
  finished_at: instant(),
  deleted_at: instant(),
  ...timestamps(),
}, (t) => [
  newestFirstIndex('agent_requests_session_id_index', t, t.session_id),
  newestFirstIndex('agent_requests_user_id_status_index', t, t.user_id, t.status),
  index('agent_requests_open_index').on(t.created_at).where(
    requestStatuses.among(t.status, requestStates.open),
  ),
  requestStatuses.check('agent_requests_status_check', t.status),
  // Empty once it was erased or deleted.
  textUpTo(question.max).check('agent_requests_input_check', t.input),
  textUpTo(200_000).check('agent_requests_output_check', t.output),
  citations.check('agent_requests_citations_check', t.citations),
  textUpTo(1000).check('agent_requests_model_check', t.model),
  textUpTo(1000).check('agent_requests_error_check', t.error),
  ...instants(t.started_at, t.finished_at, t.deleted_at, t.created_at, t.updated_at),
  // Whoever writes: nothing comes back, and nobody goes on answering.
  check(
    'agent_requests_deleted_check',
    sql`${t.deleted_at} is null or (${t.input} = '' and ${t.output} is null
      and ${t.citations} = '[]' and ${t.error} is null
      and not ${requestStatuses.among(t.status, requestStates.open)})`,
  ),
  selectPolicy('agent_requests_select_own', ownRow(t.user_id)),
]).enableRLS();

export const agentRequestsGrants = grants(agentRequests, { authenticated: { select: true } });

export const agentRequestsTriggers = triggers(
  agentRequests,
  'touch',
  requestStates.trigger('status'),
  {
    name: 'guard',
    before: ['insert', 'update'],
    run: 'private.guard_agent_request',
  },
  {
    name: 'close',
    after: ['update'],
    when: `old.status <> new.status
    and new.status in ('completed', 'failed', 'cancelled', 'expired')`,
    run: 'private.close_agent_request',
  },
);

export const agentRequestsPersonal = personalData(agentRequests, {
  user_id: {
    export: 'agent_sessions',
    erase: {
      clear: ['input', 'output', 'citations', 'error'],
      gone: erasedConversations,
      ends: 'finished_at',
      kept: keptConversations,
    },
  },
});
