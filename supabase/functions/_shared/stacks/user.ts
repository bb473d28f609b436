import type { Caller } from '../../../../src/caller.ts';
import type { CallerDatabase } from '../../../../src/db/client.ts';
import { signInRequired } from '../auth/authenticate.ts';
import { createCallerResolver } from '../auth/caller-resolver.ts';
import { ensureUser } from '../auth/ensure-user.ts';
import { asCaller } from '../db.ts';
import { fingerprint, once } from '../http/idempotency.ts';
import { isReplayed, type Stack } from '../http/route/stack.ts';
import { CONSTRAINT_CODES, CREDENTIAL_CODES, DATABASE_CODES } from '../problems/codes.ts';
import { retryTransient } from '../runtime/retry.ts';
import { assertAuthenticates, authenticate, limitRate } from './steps.ts';

export interface UserContext {
  /** As the caller; a transaction when the request carries an `Idempotency-Key`. */
  db: CallerDatabase;
  caller: Caller;
  /** Makes the caller's next call provision anew: their row was erased. */
  forgetCaller: () => void;
}

const callers = createCallerResolver(async (claims) => {
  const { user } = await retryTransient(() => ensureUser(asCaller(claims)));
  return user.id;
});

/**
 * For signed-in people, whose `users` row is made sure of first. Writes are limited across isolates
 * and run once per `Idempotency-Key`.
 */
export const userStack: Stack<UserContext> = {
  who: 'For signed-in people.',
  problems: [
    ...CREDENTIAL_CODES,
    'sign_in_required',
    'account_deleted',
    'rate_limited',
    ...DATABASE_CODES,
  ],
  writeProblems: CONSTRAINT_CODES,
  security: [{ user: [] }],
  replays: true,
  assertUsable: assertAuthenticates,
  async enter(entry) {
    const principal = await authenticate(entry);
    if (principal.kind !== 'user') throw signInRequired();
    await limitRate(entry, principal);
    const caller = await callers.resolve(principal);
    return {
      db: asCaller(principal.claims, entry.app.tables),
      caller,
      forgetCaller: () => callers.forget(principal.subject),
    };
  },
  async around({ c, spec }, ctx, work) {
    const key = c.req.header('idempotency-key');
    if (key === undefined || !isReplayed(userStack, spec)) return await work(ctx);
    const print = await fingerprint(c.req.method, c.req.url, await c.req.text());
    // Safe to repeat, even if the commit's answer was lost: the second time is a replay.
    return await retryTransient(() => once(ctx.db, key, print, (db) => work({ ...ctx, db })));
  },
};
