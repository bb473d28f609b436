import { subjectOf } from '../../world/actors.ts';
import type { Subject } from '../../proof/cells.ts';
import { elsewhere } from '../returning.ts';

/**
 * The functions behind `Idempotency-Key`, rate limits and readiness. `key` is the student's and not
 * answered yet; `old` is the student's too, answered and expired.
 */
const claim = (key: string, fingerprint = 'f', answer = 'fingerprint_matches') =>
  `select ${answer} from private.claim_idempotency_key('${key}', '${fingerprint}')`;
const store = (key: string, status: number) =>
  `select 'stored' from private.store_idempotent_response('${key}', ${status}, '[1]', '[2]')`;
const asStudent = elsewhere({ sub: subjectOf('student') });
const whole = `concat_ws(',', fingerprint_matches, status, headers, body)`;

const claimIdempotencyKey: Subject = {
  name: 'private.claim_idempotency_key(text,text)',
  returns: 'TABLE(fingerprint_matches boolean, status integer, headers jsonb, body json)',
  probes: {
    'a new key': claim('new'),
    'and again': [claim('new'), claim('new')],
    'key': claim('key'),
    'key, other request': claim('key', 'g'),
    'old': claim('old', 'g'),
    'old, and again': [claim('old', 'g'), claim('old', 'g', whole)],
  },
  access: [`
| actor            | a new key | and again | key   | key, other request | old   | old, and again |
| anonymous system | 42501     | 42501     | 42501 | 42501              | 42501 | 42501          |
| deleted          | 42501/guard | 42501/guard | 42501/guard | 42501/guard | 42501/guard | 42501/guard |
| student          | -         | true      | true  | false              | -     | t              |
| everyone else    | -         | true      | -     | -                  | -     | t              |`],
};

const storeIdempotentResponse: Subject = {
  name: 'private.store_idempotent_response(text,integer,jsonb,json)',
  returns: 'void',
  probes: {
    call: store('key', 500),
    'only the first': [
      claim('new'),
      store('new', 201),
      store('new', 500),
      claim('new', 'f', whole),
    ],
    "only one's own": [claim('key'), store('key', 500), asStudent, claim('key', 'f', whole)],
    'only that key': [claim('new'), claim('other'), store('new', 201), claim('other', 'f', whole)],
  },
  access: [`
| actor            | call   | only the first | only that key | only one's own |
| anonymous system | 42501  | 42501          | 42501         | 42501          |
| deleted          | stored | 42501/guard    | 42501/guard   | 42501/guard    |
| student          | stored | t,201,[1],[2]  | t             | t,500,[1],[2]  |
| everyone else    | stored | t,201,[1],[2]  | t             | t              |`],
};

const take = (answer: string, burst = 1, name = 'write') =>
  `select ${answer} from private.take_rate_limit('${name}', ${burst}, 60000)`;

const takeRateLimit: Subject = {
  name: 'private.take_rate_limit(text,integer,integer)',
  returns: 'TABLE(allowed boolean, retry_after_ms integer, remaining integer)',
  probes: {
    first: take('allowed'),
    'second of three': [take('allowed', 3), take('allowed', 3)],
    'second of one': [take('allowed'), take('allowed')],
    'wait for it': [take('allowed'), take('retry_after_ms > 30000')],
    'another limit': [take('allowed'), take('allowed', 1, 'ask')],
    'then the student': [take('allowed'), asStudent, take('allowed')],
    'then of another issuer': [
      take('allowed'),
      elsewhere({ sub: subjectOf('student'), iss: 'https://other.test' }),
      take('allowed'),
    ],
    'a limit of one’s own making': take('allowed', 1, 'x:y'),
    'on forged claims': [`select set_config('request.jwt.claims', '{}', true)`, take('allowed')],
  },
  access: [
    `
| actor            | first | second of three | second of one | wait for it | a limit of one’s own making |
| anonymous system | 42501 | 42501           | 42501         | 42501       | 42501                       |
| everyone else    | true  | true            | false         | true        | 22023                       |`,
    `
| actor            | another limit | then the student | then of another issuer | on forged claims |
| anonymous system | 42501         | 42501            | 42501                  | 42501            |
| student          | true          | false            | true                   | 28000            |
| everyone else    | true          | true             | true                   | 28000            |`,
  ],
};

const appliedMigrations: Subject = {
  name: 'private.applied_migrations()',
  returns: 'TABLE(applied integer, latest bigint)',
  probes: { call: `select applied > 0 from private.applied_migrations()` },
  access: [`
| actor         | call  |
| anonymous     | true  |
| everyone else | 42501 |`],
};

export const requestState = [
  claimIdempotencyKey,
  storeIdempotentResponse,
  takeRateLimit,
  appliedMigrations,
];
