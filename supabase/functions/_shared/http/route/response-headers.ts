/** A header field of answers, as the published document describes it. */
interface HeaderField {
  description: string;
  required?: true;
  schema: { type: 'string' | 'integer'; example: string | number; minimum?: number };
}

/** Every header field that an answer of ours can carry and HTTP itself does not explain. */
export const headerFields = {
  'X-Request-Id': {
    description:
      'The request in our log: the one that was sent, or a new one. Quote it in reports.',
    required: true,
    schema: { type: 'string', example: '0b8f6f0e-6c1e-4c0e-9a3c-2f2c7a1f6f10' },
  },
  'Server-Timing': {
    description: 'How long it took in milliseconds, and the part of the database.',
    required: true,
    schema: { type: 'string', example: 'total;dur=12.3, db;dur=8.1;desc="statements: 1"' },
  },
  'RateLimit-Policy': {
    description: 'The limit that counts here: `q` requests in `w` seconds.',
    schema: { type: 'string', example: '"read";q=600;w=60' },
  },
  'RateLimit': {
    description: 'What is left of it: `r` requests; it is whole again within `t` seconds.',
    schema: { type: 'string', example: '"read";r=599;t=60' },
  },
  'Retry-After': {
    description: 'Seconds to wait before the same request makes sense again.',
    schema: { type: 'integer', minimum: 1, example: 7 },
  },
  'WWW-Authenticate': {
    description: 'The scheme to sign in with, and what was wrong with the token that was sent.',
    schema: { type: 'string', example: 'Bearer error="invalid_token"' },
  },
  'ETag': {
    description: 'The version of what was answered, for `If-None-Match` and `If-Match`.',
    required: true,
    schema: { type: 'string', example: '"mgt3k8w1"' },
  },
  'Location': {
    description: 'Where what was asked for is.',
    required: true,
    schema: { type: 'string', example: 'https://example.com/preferences/#token' },
  },
  'Idempotency-Replayed': {
    description: '`true` where the answer is that of an earlier request with the same key.',
    schema: { type: 'string', example: 'true' },
  },
} as const satisfies Record<string, HeaderField>;

export type HeaderName = keyof typeof headerFields;

/** References to fields, for the headers of a response. */
export const refersTo = (names: HeaderName[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
