import type { Subject } from '../cells.ts';

/** The functions behind `Idempotency-Key`, rate limits and readiness. `key` is the student's. */
const claimIdempotencyKey: Subject = {
  name: 'private.claim_idempotency_key(text,text)',
  returns: 'TABLE(fingerprint_matches boolean, status integer, headers jsonb, body json)',
  probes: {
    'a new key': `select fingerprint_matches from private.claim_idempotency_key('new', 'f')`,
    'a new key, twice': [
      `select private.claim_idempotency_key('new', 'f')`,
      `select fingerprint_matches from private.claim_idempotency_key('new', 'f')`,
    ],
    "the student's key":
      `select fingerprint_matches from private.claim_idempotency_key('key', 'f')`,
    'another request': `select fingerprint_matches from private.claim_idempotency_key('key', 'g')`,
  },
  access: [`
| actor            | a new key | a new key, twice | the student's key | another request |
| anonymous system | 42501     | 42501            | 42501             | 42501           |
| student          | -         | true             | true              | false           |
| everyone else    | -         | true             | -                 | -               |`],
};

const answered = (key: string) => [
  `select private.claim_idempotency_key('${key}', 'f')`,
  `select private.store_idempotent_response('${key}', 201, '{}', '{}')`,
  `select private.store_idempotent_response('${key}', 500, '{}', '{}')`,
  `select status from private.claim_idempotency_key('${key}', 'f')`,
];

const storeIdempotentResponse: Subject = {
  name: 'private.store_idempotent_response(text,integer,jsonb,json)',
  returns: 'void',
  probes: { 'once, for oneself': answered('new'), "the student's": answered('key') },
  access: [`
| actor            | once, for oneself | the student's |
| anonymous system | 42501             | 42501         |
| everyone else    | 201               | 201           |`],
};

const takeRateLimit: Subject = {
  name: 'private.take_rate_limit(text,integer,integer)',
  returns: 'TABLE(allowed boolean, retry_after_ms integer, remaining integer)',
  probes: {
    first: `select allowed from private.take_rate_limit('new', 1, 60000)`,
    second: [
      `select private.take_rate_limit('new', 1, 60000)`,
      `select allowed from private.take_rate_limit('new', 1, 60000)`,
    ],
  },
  access: [`
| actor         | first | second |
| system        | true  | false  |
| everyone else | 42501 | 42501  |`],
};

const appliedMigrations: Subject = {
  name: 'private.applied_migrations()',
  returns: 'TABLE(applied integer, latest bigint)',
  probes: { call: `select applied > 0 from private.applied_migrations()` },
  access: [`
| actor         | call  |
| system        | true  |
| everyone else | 42501 |`],
};

export const requestState = [
  claimIdempotencyKey,
  storeIdempotentResponse,
  takeRateLimit,
  appliedMigrations,
];
