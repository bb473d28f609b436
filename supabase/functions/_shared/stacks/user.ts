import type { Caller } from '../../../../src/caller.ts';
import type { CallerDatabase } from '../../../../src/db/client.ts';
import { findPostgresError } from '../../../../src/db/violation.ts';
import { AppError } from '../../../../src/errors.ts';
import { signInRequired } from '../auth/authenticate.ts';
import { createCallerResolver } from '../auth/caller-resolver.ts';
import { ensureUser } from '../auth/ensure-user.ts';
import { asCaller } from '../db.ts';
import { fingerprint, once } from '../http/idempotency.ts';
import type { HttpAnswer } from '../http/route/reply.ts';
import { type Entry, isReplayed, type Stack } from '../http/route/stack.ts';
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
  async around(entry, ctx, work) {
    try {
      return await attempt(entry, ctx, work);
    } catch (error) {
      const caller = isOfNobody(error) && await anew(ctx.caller);
      if (!caller) throw error;
      return await attempt(entry, { ...ctx, caller }, work);
    }
  },
};

async function attempt(
  { c, spec }: Entry,
  ctx: UserContext,
  work: (ctx: UserContext) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const key = c.req.header('idempotency-key');
  if (key === undefined || !isReplayed(userStack, spec)) return await work(ctx);
  const print = await fingerprint(c.req.method, c.req.url, await c.req.text());
  // Safe to repeat, even if the commit's answer was lost: the second time is a replay.
  return await retryTransient(() => once(ctx.db, key, print, (db) => work({ ...ctx, db })));
}

const isOfNobody = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'account_deleted' ||
  findPostgresError(error)?.constraint_name === 'account_deleted';

/** Whoever claimed a record, through another isolate, is that record since; undefined if they are not. */
async function anew({ userId, ...known }: Caller): Promise<Caller | undefined> {
  callers.forget(known.subject);
  const caller = await callers.resolve({ kind: 'user', ...known });
  return caller.userId === userId ? undefined : caller;
}
