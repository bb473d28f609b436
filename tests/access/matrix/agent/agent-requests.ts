import type { Probe, Subject } from '../../proof/cells.ts';
import { requests as rows } from '../../world/agent.ts';
import { becomeOwner, becomeSystem, clockOf, touched } from '../returning.ts';

const statuses = ['queued', 'in_progress', 'completed', 'failed', 'cancelled', 'expired'];
const become = (request: string, status: string) =>
  `update public.agent_requests set status = ${status} where id = :agent_requests.${request}`;
const moves = (request: string): Probe => ({
  sql: `${become(request, ':it')} returning 'ok'`,
  each: Object.fromEntries(statuses.map((status) => [status, `'${status}'`])),
});
const ask = (columns: string, values: string) =>
  `insert into public.agent_requests (session_id, input${columns})
    values (:agent_sessions.student, 'x'${values})`;

/** What the end of a request brings with it. The fellow's charge is of a month that was closed. */
const endings: Record<string, Probe> = {
  'last words': [
    become('student', `'cancelled'`),
    `select concat_ws(':', seq, event, data ->> 'code') from public.agent_events
      where request_id = :agent_requests.student and user_id = :users.student and seq > 1`,
  ],
  'last words of an answer': [
    become('instructor', `'completed'`),
    `select concat_ws(':', event, data ->> 'status') from public.agent_events
      where request_id = :agent_requests.instructor and seq > 1`,
  ],
  'given back': [
    become('student', `'cancelled'`),
    `select user_id from public.usage_events where quantity = -1
      and event_type = 'agent_request_returned' and request_id = :agent_requests.student`,
  ],
  'given back for an answer': [
    become('instructor', `'completed'`),
    `select user_id from public.usage_events where event_type = 'agent_request_returned'`,
  ],
  'given back of a closed month': [
    become('fellow', `'cancelled'`),
    `select quantity from public.usage_events where event_type = 'agent_request_returned'`,
  ],
  // Theirs is the last row, so that none of the others is taken for it.
  'given back, whenever others began': [
    becomeOwner,
    'alter table public.user_profiles disable trigger user_profiles_guard_usage',
    `update public.user_profiles set usage_period_start = '2099-01-01'
      where user_id <> :users.student`,
    `update public.user_profiles set plan = plan where user_id = :users.student`,
    becomeSystem,
    become('student', `'cancelled'`),
    `select quantity from public.usage_events where event_type = 'agent_request_returned'`,
  ],
};

/**
 * Questions and answers: one's own to read. They are made by `private.start_agent_request` and moved
 * by the system, from state to state as the database allows.
 */
export const agentRequests: Subject = {
  name: 'public.agent_requests',
  rows,
  probes: {
    select: `select * from public.agent_requests`,
    insert: ask(', user_id', ', :users.student'),
    'insert as another': ask(', user_id', ', :users.fellow'),
    'insert an answer': ask(', user_id, status', `, :users.student, 'completed'`),
    'insert as started': `${ask(', user_id, started_at', ', :users.student, now()')}
      returning started_at`,
    'insert as finished': `${ask(', user_id, finished_at', ', :users.student, now()')}
      returning finished_at`,
    update: `update public.agent_requests set output = 'x' where id = :row ${touched}`,
    'update blindly': `update public.agent_requests set output = 'x'`,
    delete: `delete from public.agent_requests`,
    truncate: `truncate public.agent_requests`,
    'move to': {
      sql: `update public.agent_requests set :it where id = :agent_requests.student`,
      each: {
        id: 'id = :agent_requests.new',
        session: 'session_id = :agent_sessions.fellow',
        person: 'user_id = :users.fellow',
        time: `created_at = '2000-01-01'`,
      },
    },
    'from queued': moves('student'),
    'from in progress': moves('instructor'),
    'from completed': moves('manager'),
    'start backdated': `${become('student', `'in_progress', started_at = '2000-01-01'`)}
      ${clockOf('started_at')}`,
    'finish backdated': `${become('student', `'failed', finished_at = '2000-01-01'`)}
      ${clockOf('finished_at')}`,
    'forge its times': `update public.agent_requests
      set started_at = '2000-01-01', finished_at = '2000-01-01'
      where id = :agent_requests.student returning coalesce(started_at, finished_at)`,
    ...endings,
    'bring back': [
      `update public.agent_requests set status = 'cancelled', input = '', deleted_at = now()
        where id = :agent_requests.student`,
      `update public.agent_requests set deleted_at = null where id = :agent_requests.student`,
      `select deleted_at is null from public.agent_requests where id = :agent_requests.student`,
    ],
    'delete a question with its words': `update public.agent_requests set deleted_at = now()
      where id = :agent_requests.manager`,
  },
  access: [
    `
| actor            | select      | insert | update | update blindly | delete | truncate |
| anonymous        | 42501       | 42501  | 42501  | 42501          | 42501  | 42501    |
| newcomer deleted | -           | 42501  | 42501  | 42501          | 42501  | 42501    |
| student          | own another | 42501  | 42501  | 42501          | 42501  | 42501    |
| system           | all         | ×1     | all · -: deleted | ×19  | 23503  | 42501    |
| everyone else    | own         | 42501  | 42501  | 42501          | 42501  | 42501    |`,
    `
| actor         | insert as another | insert an answer | insert as started | insert as finished | move to |
| system        | 23503             | 23514            | null              | null               | 23514   |
| everyone else | 42501             | 42501            | 42501             | 42501              | 42501   |`,
    `
| actor         | from queued            | from in progress   | from completed         | start backdated | finish backdated | forge its times |
| system        | all · 23514: completed | all · 23514: queued | 23514: all · completed | now            | now              | null            |
| everyone else | 42501                  | 42501              | 42501                  | 42501           | 42501            | 42501           |`,
    `
| actor         | given back, whenever others began |
| everyone else | -1                                |`,
    `
| actor         | last words        | last words of an answer | given back | given back for an answer | given back of a closed month |
| system        | 2:error:cancelled | done:completed          | student    | -                        | 0                            |
| everyone else | 42501             | 42501                   | 42501      | 42501                    | 42501                        |`,
    `
| actor         | bring back | delete a question with its words |
| system        | false      | 23514                            |
| everyone else | 42501      | 42501                            |`,
  ],
};
