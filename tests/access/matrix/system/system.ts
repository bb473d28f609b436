import { subjectOf } from '../../world/actors.ts';
import type { Subject } from '../../proof/cells.ts';

/** Tables in `private`: no API role but the system's, and not by row security but for want of grants. */
export const systemOnly = (deleted: string) => `
| actor         | select | insert | update | delete | truncate |
| system        | all    | ×1     | all    | ${deleted}     | 42501    |
| everyone else | 42501  | 42501  | 42501  | 42501  | 42501    |`;

const idempotencyKeys: Subject = {
  name: 'private.idempotency_keys',
  rows: ['key', 'old'],
  key: 'key',
  probes: {
    select: `select * from private.idempotency_keys`,
    insert:
      `insert into private.idempotency_keys (subject, key, fingerprint) values ('x', 'x', 'x')`,
    'insert of': {
      sql: `insert into private.idempotency_keys (subject, key, fingerprint)
        values (:it, 'x', 'x') returning 'ok'`,
      each: {
        student: `'${subjectOf('student')}'`,
        newcomer: `'${subjectOf('newcomer')}'`,
        deleted: `'${subjectOf('deleted')}'`,
      },
    },
    update: `update private.idempotency_keys set status = 500 where key = :row returning 'ok'`,
    delete: `delete from private.idempotency_keys`,
    truncate: `truncate private.idempotency_keys`,
  },
  access: [
    systemOnly('×2'),
    `
| actor         | insert of                  |
| system        | all · 42501/guard: deleted |
| everyone else | 42501                      |`,
  ],
};

const rateLimits: Subject = {
  name: 'private.rate_limits',
  rows: ['bucket'],
  key: 'bucket',
  probes: {
    select: `select * from private.rate_limits`,
    insert: `insert into private.rate_limits (bucket, arrival_at) values ('x', now())`,
    update: `update private.rate_limits set arrival_at = now() where bucket = :row returning 'ok'`,
    delete: `delete from private.rate_limits`,
    truncate: `truncate private.rate_limits`,
  },
  access: [systemOnly('×1')],
};

const webhookDeliveries: Subject = {
  name: 'private.webhook_deliveries',
  rows: ['message'],
  key: 'message_id',
  probes: {
    select: `select * from private.webhook_deliveries`,
    insert: `insert into private.webhook_deliveries (provider, message_id, event_type, occurred_at)
      values ('clerk', 'x', 'user.created', now())`,
    update: `update private.webhook_deliveries set event_type = 'x' where message_id = :row
      returning 'ok'`,
    delete: `delete from private.webhook_deliveries`,
    truncate: `truncate private.webhook_deliveries`,
  },
  access: [systemOnly('×1')],
};

/** Who reads a key can be anybody, so not even the system may. */
const claimsKeys: Subject = {
  name: 'private.claims_keys',
  rows: ['ours'],
  appendOnly: true,
  probes: {
    select: `select id from private.claims_keys`,
    insert: `insert into private.claims_keys (inner_pad, outer_pad) values ('', '')`,
    update: `update private.claims_keys set inner_pad = '' where id = :row returning 'ok'`,
    delete: `delete from private.claims_keys`,
    truncate: `truncate private.claims_keys`,
  },
  access: [`
| actor         | select | insert | update | delete | truncate |
| everyone else | 42501  | 42501  | 42501  | 42501  | 42501    |`],
};

/** The owner's: not even the system turns it, or whoever moves in could be overrun. */
const writeSwitch: Subject = {
  name: 'private.write_switch',
  rows: ['writes'],
  key: 'of',
  appendOnly: true,
  probes: {
    select: `select * from private.write_switch`,
    insert: `insert into private.write_switch (of) values ('writes')`,
    update: `update private.write_switch set read_only = true where of = :row returning 'ok'`,
    delete: `delete from private.write_switch`,
    truncate: `truncate private.write_switch`,
  },
  access: [`
| actor         | select | insert | update | delete | truncate |
| system        | all    | 42501  | 42501  | 42501  | 42501    |
| everyone else | 42501  | 42501  | 42501  | 42501  | 42501    |`],
};

export const system = [idempotencyKeys, rateLimits, webhookDeliveries, claimsKeys, writeSwitch];
