import { people } from '../../world/actors.ts';
import type { Subject } from '../../proof/cells.ts';
import { sessions } from '../../world/agent.ts';
import { agentRequests } from './agent-requests.ts';
import { clockOf, touched } from '../returning.ts';

const start = (columns: string, values: string) =>
  `insert into public.agent_sessions (${columns}) values (${values})`;

/** Conversations: one's own, and no one's else. Rows are named after their owners; the student has closed one. */
const agentSessions: Subject = {
  name: 'public.agent_sessions',
  rows: sessions,
  probes: {
    select: `select * from public.agent_sessions`,
    'start with': {
      sql: `insert into public.agent_sessions (user_id, deleted_at) values (:it) returning 'ok'`,
      each: { oneself: ':me, null', another: ':users.fellow, null', end: ':me, now()' },
    },
    'start backdated': `${start('user_id, created_at', `:me, '2000-01-01'`)}
      ${clockOf('created_at')}`,
    'start post-dated': `${start('user_id, updated_at', `:me, '2000-01-01'`)}
      ${clockOf('updated_at')}`,
    rename: `update public.agent_sessions set title = 'x' where id = :row ${touched}`,
    'rename blindly': `update public.agent_sessions set title = 'x'`,
    close: `update public.agent_sessions set deleted_at = '2000-01-01'
      where user_id = :me and id <> :agent_sessions.closed ${clockOf('deleted_at')}`,
    'close again': `update public.agent_sessions set deleted_at = '2000-01-01'
      where id = :agent_sessions.closed ${clockOf('deleted_at')}`,
    reopen: `update public.agent_sessions set deleted_at = null
      where id = :agent_sessions.closed ${touched}`,
    'give away': `update public.agent_sessions set user_id = :users.fellow
      where id = :row ${touched}`,
    delete: `delete from public.agent_sessions`,
    truncate: `truncate public.agent_sessions`,
  },
  access: [
    `
| actor            | select     | start with               | start backdated | start post-dated | delete | truncate |
| anonymous        | 42501      | 42501                    | 42501           | 42501            | 42501  | 42501    |
| newcomer         | -          | 42501/rls                | 42501/rls       | 42501/rls        | 42501  | 42501    |
| deleted          | -          | 42501/rls: all · 42501/guard: oneself end | 42501/guard | 42501/guard | 42501  | 42501    |
| student          | own closed | 42501/rls: all · oneself | now             | now              | 42501  | 42501    |
| system           | all        | all                      | backdated       | backdated        | 23503  | 42501    |
| everyone else    | own        | 42501/rls: all · oneself | now             | now              | 42501  | 42501    |`,
    `
| actor            | rename                    | rename blindly | close | close again | reopen      | give away                 |
| anonymous        | 42501                     | 42501          | 42501 | 42501       | 42501       | 42501                     |
| newcomer deleted | -                         | -              | -     | -           | -           | 42501                     |
| student          | own · 42501/guard: closed | 42501/guard    | now   | 42501/guard | 42501/guard | 42501                     |
| system           | all · -: deleted          | ×19            | now   | backdated   | ok          | 42501/guard: all · fellow |
| everyone else    | own                       | ×1             | now   | -           | -           | 42501                     |`,
  ],
  updatable: ['title', 'context', 'deleted_at'],
};

/** What was streamed: one's own to read, the system's to write. */
const agentEvents: Subject = {
  name: 'public.agent_events',
  rows: people,
  key: 'user_id',
  ids: 'users',
  probes: {
    select: `select * from public.agent_events`,
    insert: `insert into public.agent_events (request_id, seq, user_id, event, data)
      values (:agent_requests.student, 9, :me, 'delta', '{}')`,
    update: `update public.agent_events set data = '[]' where user_id = :row returning 'ok'`,
    delete: `delete from public.agent_events`,
    truncate: `truncate public.agent_events`,
  },
  access: [`
| actor            | select | insert | update | delete | truncate |
| anonymous        | 42501  | 42501  | 42501  | 42501  | 42501    |
| newcomer deleted | -      | 42501  | 42501  | 42501  | 42501    |
| system           | all    | ×1     | all    | ×19    | 42501    |
| everyone else    | own    | 42501  | 42501  | 42501  | 42501    |`],
};

const use = (person: string, quantity: number, type = 'agent_request') =>
  `insert into public.usage_events (user_id, event_type, quantity, idempotency_key)
    values (:users.${person}, '${type}', ${quantity}, 'new')`;
const countOf = (person: string) =>
  `select usage_count from public.user_profiles where user_id = :users.${person}`;

/** The ledger: one's own to read, the system's to add to, nobody's to change. */
const usageEvents: Subject = {
  name: 'public.usage_events',
  rows: people,
  probes: {
    select: `select * from public.usage_events`,
    insert: use('student', 1),
    update: `update public.usage_events set quantity = 0 where id = :row`,
    delete: `delete from public.usage_events`,
    truncate: `truncate public.usage_events`,
    'use, and who used two': [
      use('student', 1),
      `select user_id from public.user_profiles where usage_count = 2`,
    ],
    'use too much': use('otherManager', 1),
    'use with no bound': [use('deputy', 1000), countOf('deputy')],
    'give back': [use('otherManager', -1), countOf('otherManager')],
    'give back beyond the quota': [
      `update public.user_profiles set plan = 'free' where user_id = :users.deputy`,
      use('deputy', -1),
      countOf('deputy'),
    ],
    'close the month of': [
      use('manager', -1, 'period_reset'),
      `select user_id from public.user_profiles
        where usage_period_start = date_trunc('month', now(), 'UTC')`,
    ],
  },
  access: [
    `
| actor            | select | insert | update | delete | truncate |
| anonymous        | 42501  | 42501  | 42501  | 42501  | 42501    |
| newcomer deleted | -      | 42501  | 42501  | 42501  | 42501    |
| system           | all    | ×1     | 42501  | 42501  | 42501    |
| everyone else    | own    | 42501  | 42501  | 42501  | 42501    |`,
    `
| actor         | use, and who used two | use too much | use with no bound | give back | give back beyond the quota | close the month of |
| system        | student               | 23514        | 1060              | 49        | 59                         | manager            |
| everyone else | 42501                 | 42501        | 42501             | 42501     | 42501                      | 42501              |`,
  ],
  appendOnly: true,
};

/** What a plan allows: the system's alone, read for others by `private.agent_usage`. */
const planQuotas: Subject = {
  name: 'private.plan_quotas',
  rows: ['free', 'pro'],
  key: 'plan',
  probes: {
    select: `select * from private.plan_quotas`,
    insert: `insert into private.plan_quotas (plan, agent_requests) values ('free', 1000000)`,
    update: `update private.plan_quotas set agent_requests = 1000000 where plan = :row ${touched}`,
    delete: `delete from private.plan_quotas`,
    truncate: `truncate private.plan_quotas`,
  },
  access: [`
| actor         | select | insert | update | delete | truncate |
| system        | all    | 23505  | all    | ×2     | 42501    |
| everyone else | 42501  | 42501  | 42501  | 42501  | 42501    |`],
};

export const agent = [agentSessions, agentRequests, agentEvents, usageEvents, planQuotas];
