import type { JWTPayload } from 'jose';

/** What jsonb cannot store: NUL, and half of a surrogate pair. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/**
 * Claims without the characters that Postgres cannot store, at any depth: a provider lets people write
 * what they like into their names, and no statement of theirs must fail for it. The subject is not for
 * this: without a character it would be another's.
 */
export const storableClaims = (claims: JWTPayload): JWTPayload =>
  JSON.parse(JSON.stringify(claims), (_, value: unknown) => storable(value)) as JWTPayload;

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(UNSTORABLE, '');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  // The usual object is answered as it is.
  if (entries.every(([key]) => key.search(UNSTORABLE) === -1)) return value;
  return Object.fromEntries(entries.map(([key, inner]) => [key.replace(UNSTORABLE, ''), inner]));
}

/** A subject that a row can be found by: stored as it is, and not longer than OpenID Connect allows. */
export const isSubject = (subject: unknown): subject is string =>
  typeof subject === 'string' && subject !== '' && subject.length <= 255 &&
  subject.search(UNSTORABLE) === -1;
