import { and, isNull, sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instants, textOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { jsonObjectOf } from '../../../declare/json-bounds.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { insertPolicy, ownRow, selectPolicy, updatePolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { users } from '../../identity/users.ts';

export const sessionTitle = textOf(200);
/** A list of fifty documents is two kilobytes. */
const contextObject = jsonObjectOf(8192);

/** A conversation with the assistant. Private to its owner, whose it stays. */
export const agentSessions = pgTable('agent_sessions', {
  id: id(),
  user_id: uuid().notNull().references(() => users.id),
  title: text(),
  /** What narrows retrieval: `{ gym_id?, document_ids? }`. */
  context: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  deleted_at: instant(),
  ...timestamps(),
}, (t) => [
  // The list of conversations, by their last activity.
  index('agent_sessions_user_id_index').on(
    t.user_id,
    t.updated_at.desc().nullsFirst(),
    t.id.desc().nullsFirst(),
  ).where(sql`${t.deleted_at} is null`),
  sessionTitle.check('agent_sessions_title_check', t.title),
  contextObject.check('agent_sessions_context_check', t.context),
  ...instants(t.deleted_at, t.created_at, t.updated_at),
  selectPolicy('agent_sessions_select_own', ownRow(t.user_id)),
  insertPolicy('agent_sessions_insert_own', and(ownRow(t.user_id), isNull(t.deleted_at))!),
  updatePolicy('agent_sessions_update_own', ownRow(t.user_id), ownRow(t.user_id)),
]).enableRLS();

export const agentSessionsGrants = grants(agentSessions, {
  authenticated: { select: true, insert: true, update: ['title', 'context', 'deleted_at'] },
});

export const agentSessionsTriggers = triggers(agentSessions, 'touch', 'stamp', {
  name: 'guard',
  before: ['update'],
  run: 'private.guard_agent_session',
});

/** In words for the person; sessions, requests and events lose it together. */
export const erasedConversations = 'questions to the assistant and their answers';
export const keptConversations = {
  what: 'when the assistant was asked, without what',
  why: 'accounting records refer to it',
};

export const agentSessionsPersonal = personalData(agentSessions, {
  user_id: {
    export: 'agent_sessions',
    erase: {
      clear: ['title', 'context'],
      gone: erasedConversations,
      ends: 'deleted_at',
      kept: keptConversations,
    },
  },
});
