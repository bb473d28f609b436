import type { Subject } from '../../proof/cells.ts';
import { subjectOf } from '../../world/actors.ts';
import { requests } from '../../world/agent.ts';
import { becomeSystem, elsewhere } from '../returning.ts';
import { end } from './end-request.ts';

const remove = (request: string) => `select private.delete_agent_request(${request})`;
const students = ':agent_requests.student';

const ownSession =
  `(select id from public.agent_sessions where user_id = :me and deleted_at is null)`;
const ask = (question: string) =>
  `select 'asked' from private.start_agent_request(${ownSession}, '${question}', 'k')`;
const asked = (question: string) =>
  `(select id from public.agent_requests where user_id = :me and input = '${question}')`;

/** Its words, or how it ended where none is left. */
const leftOf = (request: string) =>
  `select case when input <> '' or deleted_at is distinct from now()::timestamptz(3) then input
    else status end from public.agent_requests where id = :agent_requests.${request}`;

const as = (actor: string) => elsewhere({ sub: subjectOf(actor) });
const keep = (key: string, body: string) => [
  `select 1 from private.claim_idempotency_key('${key}', 'f')`,
  `select private.store_idempotent_response('${key}', 200, '{}', json_build_object(${body}))`,
];
const kept = (key: string) =>
  `select body ->> 'title' from private.claim_idempotency_key('${key}', 'f')`;
const aboutRequest = `'id', ${students}, 'title', 'student'`;
const aboutSession = `'id', :agent_sessions.student, 'title', 'student'`;

export const deleteAgentRequest: Subject = {
  name: 'private.delete_agent_request(uuid)',
  returns: 'boolean',
  probes: {
    'delete': {
      sql: `select 'ok' where private.delete_agent_request(:it)`,
      each: Object.fromEntries(requests.map((name) => [name, `:agent_requests.${name}`])),
    },
    nothing: `select 'ok' where private.delete_agent_request(null)`,
    'twice': [remove(students), `select 'ok' where private.delete_agent_request(${students})`],
    'and cancel': [remove(students), `select id from private.cancel_agent_request(${students})`],
    "the student's, then": [remove(students), becomeSystem, leftOf('student')],
    "the manager's, then": [
      remove(':agent_requests.manager'),
      becomeSystem,
      leftOf('manager'),
    ],
    'an answer, then': [
      end(':agent_requests.instructor', 'failed'),
      remove(':agent_requests.instructor'),
      becomeSystem,
      leftOf('instructor'),
    ],
    'its events then': [
      remove(':agent_requests.manager'),
      becomeSystem,
      `select concat_ws(':', seq, event, data ->> 'status', data ->> 'code')
        from public.agent_events where request_id = :agent_requests.manager`,
    ],
    "others' events then": [
      remove(':agent_requests.manager'),
      becomeSystem,
      `select count(*) from public.agent_events where event = 'delta'`,
    ],
    'count then': [
      remove(':agent_requests.manager'),
      `select usage_count from public.user_profiles where user_id = :me`,
    ],
    'titles then': [
      `insert into public.agent_sessions (user_id, title, deleted_at) values (:me, 'why', null)`,
      `update public.agent_sessions set deleted_at = now() where user_id = :me and title = 'why'`,
      ask('why'),
      remove(asked('why')),
      `select string_agg(coalesce(title, 'none'), '/' order by created_at)
        from public.agent_sessions where user_id = :me`,
    ],
    'again with the key': [ask(''), remove(asked('')), ask('')],
    'its kept answer': [
      as('student'),
      ...keep('k', aboutRequest),
      remove(students),
      kept('k'),
    ],
    "its session's": [as('student'), ...keep('k', aboutSession), remove(students), kept('k')],
    "its session's of another title": [
      as('student'),
      ...keep('k', `'id', :agent_sessions.student, 'title', 'mine'`),
      remove(students),
      kept('k'),
    ],
    "another session's": [
      as('student'),
      ...keep('k', `'id', :agent_sessions.fellow, 'title', 'student'`),
      remove(students),
      kept('k'),
    ],
    "the fellow's about it": [
      as('fellow'),
      ...keep('k', aboutRequest),
      as('student'),
      remove(students),
      as('fellow'),
      kept('k'),
    ],
    "the fellow's about its session": [
      as('fellow'),
      ...keep('k', aboutSession),
      as('student'),
      remove(students),
      as('fellow'),
      kept('k'),
    ],
  },
  access: [
    `
| actor            | delete      | nothing | twice | and cancel | the student's, then | the manager's, then |
| anonymous system | 42501       | 42501   | 42501 | 42501      | 42501               | 42501               |
| student          | own another | -       | -     | -          | cancelled           | manager             |
| manager          | own         | -       | -     | -          | student             | completed           |
| newcomer deleted | -           | -       | -     | -          | student             | manager             |
| everyone else    | own         | -       | -     | -          | student             | manager             |`,
    `
| actor            | its events then           | others' events then | count then | titles then | again with the key |
| anonymous system | 42501                     | 42501               | 42501      | 42501       | 42501              |
| newcomer         | 1:delta                   | 19                  | -          | 42501/rls   | 42501/guard        |
| deleted          | 1:delta                   | 19                  | -          | 42501/guard | 42501/guard        |
| manager          | 2:error:completed:deleted | 18                  | 1          | none/why    | 23514              |
| student          | 1:delta                   | 19                  | 1          | none/none/why | 23514            |
| instructor       | 1:delta                   | 19                  | 1          | kept/why    | 23514              |
| otherManager     | 1:delta                   | 19                  | 50         | 23514       | 23514              |
| deputy           | 1:delta                   | 19                  | 60         | none/why    | 23514              |
| everyone else    | 1:delta                   | 19                  | 1          | none/why    | 23514              |`,
    `
| actor            | an answer, then |
| anonymous system | 42501           |
| instructor       | failed          |
| everyone else    | instructor      |`,
    `
| actor         | its kept answer | its session's | its session's of another title | another session's | the fellow's about it | the fellow's about its session |
| everyone else | -               | null          | mine                           | student           | student               | student                        |`,
  ],
};
