import { index, integer, json, jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import { grants } from '../../../declare/grants.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { retention } from '../../../declare/retention.ts';
import { createdAt } from '../../columns.ts';
import { privateSchema } from '../private.ts';

/**
 * Writes that carried an `Idempotency-Key`, with their answers. Reached only through
 * `private.claim_idempotency_key` and `private.store_idempotent_response`, in the transaction of
 * the write itself.
 */
export const idempotencyKeys = privateSchema.table('idempotency_keys', {
  subject: text().notNull(),
  key: text().notNull(),
  /** Hash of method, path and body: the same key on another request is a client's mistake. */
  fingerprint: text().notNull(),
  status: integer(),
  headers: jsonb(),
  // json, not jsonb: a replay answers the very text, keys in their order.
  body: json(),
  ...createdAt(),
}, (t) => [
  primaryKey({ columns: [t.subject, t.key] }),
  index('idempotency_keys_created_at_index').on(t.created_at),
]).enableRLS();

export const idempotencyKeysGrants = grants(idempotencyKeys, {});

export const idempotencyKeysPersonal = personalData(idempotencyKeys, {
  subject: {
    export: { not: 'A copy of answers that were given, for a day.' },
    erase: { delete: 'answers kept for repeated requests' },
  },
});

export const idempotencyKeysRetention = retention(idempotencyKeys, {
  what: 'idempotency keys with their answers',
  days: 1,
  since: idempotencyKeys.created_at,
  why: 'a request is repeated within 24 hours or not at all',
});
