import { type ErrorKind, type RefusalCode, refusals } from '../../../../src/refusals.ts';

const STATUS: Record<ErrorKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  precondition_failed: 412,
  unsupported: 415,
  exhausted: 429,
  unavailable: 503,
};

/** What the shell around the verbs refuses, by code: the status, and the text for people. */
const shell = {
  invalid_input: [400, 'The request does not match the contract.'],
  malformed_json: [400, 'The body is not valid JSON.'],
  cursor_invalid: [400, 'The cursor is not one of this list; start again without it.'],

  sign_in_required: [401, 'Sign in and send the access token.'],
  token_invalid: [401, 'The token cannot be verified.'],
  token_expired: [401, 'The token has expired.'],
  token_issuer_unknown: [401, 'The token is from an unknown issuer.'],
  token_audience_wrong: [401, 'The token was issued for another audience.'],
  secret_key_missing: [401, 'Send the secret key as apikey.'],
  api_key_invalid: [401, 'The apikey is not one of this project.'],
  signature_invalid: [401, 'The signature does not match the message.'],

  forbidden: [403, 'You may not do this.'],
  secret_key_required: [403, 'Only the secret key may call this.'],
  route_not_found: [404, 'There is no such route.'],
  method_not_allowed: [405, 'The route has other methods.'],
  already_exists: [409, 'There is one like this already.'],
  still_referenced: [409, 'Something else still refers to this.'],
  body_too_large: [413, 'The body is larger than this endpoint accepts.'],
  unsupported_media_type: [415, 'Send the body as application/json.'],

  character_invalid: [422, 'A text holds a character that cannot be stored.'],
  datetime_invalid: [422, 'A date or time is not valid.'],
  reference_not_found: [422, 'What this refers to does not exist.'],
  value_malformed: [422, 'A value does not have the form its field asks for.'],
  value_missing: [422, 'A required value is missing.'],
  value_not_allowed: [422, 'A value is not allowed.'],
  value_out_of_range: [422, 'A number is out of range.'],
  value_too_long: [422, 'A value is too long.'],

  rate_limited: [429, 'Too many requests; slow down.'],
  // nginx's status for it. Nobody receives it; the log must not call it a fault of ours.
  client_gone: [499, 'The client hung up.'],
  internal: [500, 'Something went wrong on our side.'],
  busy: [503, 'Too many requests are waiting for the database.'],
  database_unavailable: [503, 'The database cannot be reached.'],
  identity_provider_unavailable: [503, 'The keys of the identity provider cannot be fetched.'],
  read_only: [503, 'Nothing can be changed for some minutes; reads work.'],
  storage_full: [503, 'There is no room to store this; reads work.'],
  try_again: [503, 'The database is busy; the same request may succeed.'],
  webhook_closed: [503, 'Its signing secret is not configured here.'],
  statement_timeout: [504, 'The database took too long.'],
} as const satisfies Record<string, readonly [status: number, text: string]>;

export type ProblemCode = keyof typeof shell | RefusalCode;

interface CodeFacts {
  status: number;
  text: string;
}

/** Every code that an answer can carry, with its status and the text for people. */
export const codes = Object.fromEntries([
  ...Object.entries(shell).map(([code, [status, text]]) => [code, { status, text }]),
  ...Object.entries(refusals).map((
    [code, [kind, text]],
  ) => [code, { status: STATUS[kind], text }]),
]) as Record<ProblemCode, CodeFacts>;

/** What a credential may be refused for. */
export const CREDENTIAL_CODES = [
  'token_invalid',
  'token_expired',
  'token_issuer_unknown',
  'token_audience_wrong',
  'api_key_invalid',
  'identity_provider_unavailable',
] as const satisfies ProblemCode[];

/** What whoever asks the database may meet. */
export const DATABASE_CODES = [
  'busy',
  'database_unavailable',
  'try_again',
  'read_only',
  'storage_full',
  'statement_timeout',
] as const satisfies ProblemCode[];

/** What the database's own constraints say of a write, where a contract let something through. */
export const CONSTRAINT_CODES = [
  'forbidden',
  'already_exists',
  'still_referenced',
  'character_invalid',
  'datetime_invalid',
  'reference_not_found',
  'value_malformed',
  'value_missing',
  'value_not_allowed',
  'value_out_of_range',
  'value_too_long',
] as const satisfies ProblemCode[];
