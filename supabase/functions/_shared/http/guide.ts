/** Who stands behind the documents, and under which licence. */
export const ABOUT = {
  contact: { name: 'The maintainers of Tatame' },
  license: { name: 'MIT', identifier: 'MIT' },
};

/** What holds for every operation, as the published documents begin: CommonMark. */
export const GUIDE = `
Times are RFC 3339 in UTC with milliseconds, dates \`YYYY-MM-DD\`, ids UUIDs. A field that an answer
does not know is \`null\`, never absent; a field that you do not know may be added any day, so ignore
it. Inputs are strict: an unknown field is refused.

## Authentication

Sign in with Supabase Auth (or Clerk, where it is configured) and send the access token of the
session: \`Authorization: Bearer <token>\`. The publishable key goes with every request as \`apikey\`,
as supabase-js sends it. A person needs no registration here: their first call makes their account.

A 401 says what is wrong with the token. On \`token_expired\` refresh the session once and repeat the
request; on every other one sign in again. A 410 \`account_deleted\` means that the account was erased
after the token was issued: sign out.

## Errors

Every refusal and every fault has the media type \`application/problem+json\` (RFC 9457). Decide by
\`code\`, which never changes its meaning; show \`detail\` to people or, better, a text of your own for
the codes that the operation lists; \`errors\` names the fields at fault, as \`body.name\`,
\`query.limit\`, \`path.gym_id\` or \`header.if-match\`. Quote \`request_id\` in a report: it finds the
request in our log.

- 4xx: repeating the same request gives the same answer, but for 401 (above) and 429.
- 429: wait for \`Retry-After\` seconds. \`rate_limited\` is about speed, \`quota_exceeded\` about what the
  plan includes.
- 500: our fault, already in our log.
- 503 and 504: repeat after \`Retry-After\` seconds, or after one, then two, then four; a write only
  with an \`Idempotency-Key\`.

Besides the codes of its operations every function answers 404 \`route_not_found\` for a path, and 405
\`method_not_allowed\` for a method that it does not have. A platform in front of it may answer without
a body of ours while a function starts, or when it was ended: treat that as a 503.

## Limits

Reads and writes are counted apart, each person for themselves, visitors by address.
\`RateLimit-Policy\` says the limit and \`RateLimit\` what is left of it.

## Pagination

A list answers \`items\` and \`next_cursor\`. Ask for the next page with \`cursor=<next_cursor>\` and the
same filters, until it is \`null\`. A cursor is text without meaning: it belongs to one list with one
set of filters, and another is refused with \`cursor_invalid\`. Pages neither skip nor repeat what was
there when the first one was read. \`limit\` is 20 by default and 100 at most.

## Versions

What can be changed carries its version as a strong \`ETag\`. Send it back as \`If-Match\` with the write:
if somebody else has written meanwhile the answer is 412 \`precondition_failed\`, and nothing has
happened; read again and let the person decide. Without \`If-Match\` the last write wins. Every other
read has a weak \`ETag\` of its content. With \`If-None-Match\` a read answers 304 without a body while
nothing has changed, which costs a phone next to nothing.

## Idempotency

A phone that lost the answer does not know whether the write happened. Make a key for each thing the
person does (a UUID), send it as \`Idempotency-Key\`, and repeat the request with the same key until it
is answered: it happens once. The answer of a repetition is the first one, with
\`Idempotency-Replayed: true\`. A key belongs to one person and one request for 24 hours; with another
request it is refused with \`idempotency_key_reused\`. A refusal frees the key. Operations that take
the header list it; deleting, and what is said twice to one end, is safe to repeat without.

## Streams

An answer of the media type \`text/event-stream\` comes as server-sent events. Each has a name
(\`event\`), JSON (\`data\`) and, where it can be resumed, a number (\`id\`); lines that begin with a colon
only keep the connection open. When it breaks, follow the stream again with \`Last-Event-ID\` and it
goes on after that event. 204 means that there is nothing more to come. The last event is \`done\` or
\`error\`.
`.trim();
