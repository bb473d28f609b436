import type { Subject } from '../../proof/cells.ts';
import { requests, sessions } from '../../world/agent.ts';
import { becomeSystem } from '../returning.ts';
import { deleteAgentRequest } from './delete-agent-request.ts';
import { end } from './end-request.ts';

const named = (table: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, `:${table}.${name}`]));

const own = `(select id from public.agent_sessions where user_id = :me and deleted_at is null)`;
const ask = (what: string, question = 'why', key = 'null', session = own) =>
  `select ${what} from private.start_agent_request(${session}, '${question}', ${key})`;

const startAgentRequest: Subject = {
  name: 'private.start_agent_request(uuid,text,text)',
  returns: 'SETOF agent_requests',
  probes: {
    'in each session': {
      sql: ask(`case when user_id = :me and status = 'queued' then 'ok' end`, 'why', 'null', ':it'),
      each: named('agent_sessions', sessions),
    },
    'in no session': ask('id', 'why', 'null', 'null'),
    'count then': [
      ask('id'),
      `select usage_count from public.user_profiles where user_id = :me`,
    ],
    'titles then': [ask('id'), `select title from public.agent_sessions where user_id = :me`],
    'again with the key': [
      ask('id', 'why', `'k'`),
      ask('id', 'why', `'k'`),
      `select count(*) from public.usage_events where idempotency_key = 'ask:k'`,
    ],
    'else with the key': [ask('id', 'why', `'k'`), ask('id', 'how', `'k'`)],
    "with another's key": ask('user_id', 'fellow', `'key'`),
  },
  access: [
    `
| actor            | in each session      | in no session | count then  |
| anonymous system | 42501                | 42501         | 42501       |
| newcomer deleted | 42501/guard          | 42501/guard   | 42501/guard |
| manager          | 23503: all · own     | 23503         | 1           |
| deputy           | 23503: all · own     | 23503         | 61          |
| otherManager     | 23503: all · 23514: own | 23503      | 23514       |
| everyone else    | 23503: all · own     | 23503         | 2           |`,
    `
| actor            | titles then | again with the key | else with the key | with another's key |
| anonymous system | 42501       | 42501              | 42501             | 42501              |
| newcomer deleted | 42501/guard | 42501/guard        | 42501/guard       | 42501/guard        |
| student          | null why    | 1                  | 23514             | own                |
| instructor       | kept        | 1                  | 23514             | own                |
| otherManager     | 23514       | 23514              | 23514             | 23514              |
| everyone else    | why         | 1                  | 23514             | own                |`,
  ],
};

const statusOf = (request: string) =>
  `select status from public.agent_requests where id = :agent_requests.${request}`;
const cancel = (request: string) =>
  `select private.cancel_agent_request(:agent_requests.${request})`;

const cancelAgentRequest: Subject = {
  name: 'private.cancel_agent_request(uuid)',
  returns: 'SETOF agent_requests',
  probes: {
    cancel: {
      sql: `select 'ok' from private.cancel_agent_request(:it)`,
      each: named('agent_requests', requests),
    },
    nothing: `select id from private.cancel_agent_request(null)`,
    "the student's, then": [cancel('student'), becomeSystem, statusOf('student')],
    "and the student's other": [cancel('student'), becomeSystem, statusOf('another')],
    "the manager's, then": [cancel('manager'), becomeSystem, statusOf('manager')],
  },
  access: [`
| actor            | cancel      | nothing | the student's, then | and the student's other | the manager's, then |
| anonymous system | 42501       | 42501   | 42501               | 42501                   | 42501               |
| newcomer deleted | -           | -       | queued              | queued                  | completed           |
| student          | own another | -       | cancelled           | queued                  | completed           |
| everyone else    | own         | -       | queued              | queued                  | completed           |`],
};

const begin = (request: string) => `private.begin_agent_request(${request}, 'm')`;
const requestNow = (request: string) =>
  `select concat_ws(':', status, model, output, jsonb_array_length(citations), error) from public.agent_requests
    where id = :agent_requests.${request}`;
const events = (request: string) =>
  `select concat_ws(':', seq, event, data ->> 'model', data ->> 'text') from public.agent_events
    where request_id = :agent_requests.${request}`;

/** The student's own has events already, as none has that is queued but in this world. */
const beginAgentRequest: Subject = {
  name: 'private.begin_agent_request(uuid,text)',
  returns: 'boolean',
  probes: {
    begin: { sql: `select 'ok' where ${begin(':it')}`, each: named('agent_requests', requests) },
    nothing: `select 'ok' where ${begin('null')}`,
    "the student's, then": [
      `select ${begin(':agent_requests.another')}`,
      becomeSystem,
      requestNow('another'),
    ],
    'its events then': [
      `select ${begin(':agent_requests.another')}`,
      becomeSystem,
      events('another'),
    ],
  },
  access: [`
| actor            | begin                    | nothing | the student's, then | its events then |
| anonymous system | 42501                    | 42501   | 42501               | 42501           |
| student          | 23505: student · another | -       | in_progress:m:0    | 1:meta:m        |
| everyone else    | -                        | -       | queued:0           | -               |`],
};

const append = (request: string, logged = '[]') =>
  `private.append_agent_events(${request}, '${logged}')`;
const delta = (text: string) => JSON.stringify([{ seq: 2, event: 'delta', data: { text } }]);
const instructors = ':agent_requests.instructor';

const appendAgentEvents: Subject = {
  name: 'private.append_agent_events(uuid,jsonb)',
  returns: 'boolean',
  probes: {
    look: { sql: `select 'ok' where ${append(':it')}`, each: named('agent_requests', requests) },
    nothing: `select 'ok' where ${append('null')}`,
    "the instructor's, then": [
      `select ${append(instructors, delta('a'))}`,
      becomeSystem,
      events('instructor'),
    ],
    'repeated, then': [
      `select ${append(instructors, delta('a'))}`,
      `select ${append(instructors, delta('b'))}`,
      becomeSystem,
      events('instructor'),
    ],
  },
  access: [`
| actor            | look  | nothing | the instructor's, then     | repeated, then             |
| anonymous system | 42501 | 42501   | 42501                      | 42501                      |
| instructor       | own   | -       | 1:delta 2:delta:a     | 1:delta 2:delta:a     |
| everyone else    | -     | -       | 1:delta               | 1:delta               |`],
};

const endAgentRequest: Subject = {
  name: 'private.end_agent_request(uuid,text,text,jsonb,text)',
  returns: 'void',
  probes: {
    'completed, then': [end(instructors, 'completed'), becomeSystem, requestNow('instructor')],
    'failed, then': [end(instructors, 'failed'), becomeSystem, requestNow('instructor')],
    cancelled: end(instructors, 'cancelled'),
    'nothing, then': [end('null', 'failed'), becomeSystem, requestNow('instructor')],
    'one that waits, then': [
      end(':agent_requests.another', 'failed'),
      becomeSystem,
      requestNow('another'),
    ],
  },
  access: [`
| actor            | completed, then          | failed, then          | cancelled | nothing, then  | one that waits, then |
| anonymous system | 42501                    | 42501                 | 42501     | 42501          | 42501                |
| instructor       | completed:out:1:why     | failed:out:1:why     | 23514     | in_progress:0 | queued:0            |
| everyone else    | in_progress:0           | in_progress:0        | 23514     | in_progress:0 | queued:0            |`],
};

const agentUsage: Subject = {
  name: 'private.agent_usage()',
  returns: 'TABLE(plan text, quota integer, used integer, period_start timestamp with time zone, ' +
    'period_end timestamp with time zone)',
  probes: {
    call: `select concat_ws('/', plan, quota, used) from private.agent_usage()`,
    'is of this month': `select period_start >= date_trunc('month', now(), 'UTC')
      and period_end > now() from private.agent_usage()`,
  },
  access: [`
| actor            | call        | is of this month |
| anonymous system | 42501       | 42501            |
| newcomer deleted | -           | -                |
| manager          | free/50/0   | true             |
| deputy           | pro/2000/60 | true             |
| otherManager     | free/50/50  | true             |
| everyone else    | free/50/1   | true             |`],
};

export const agentFunctions = [
  ...[startAgentRequest, cancelAgentRequest, agentUsage],
  ...[beginAgentRequest, appendAgentEvents, endAgentRequest, deleteAgentRequest],
];
