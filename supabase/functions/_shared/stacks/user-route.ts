import type { z } from 'zod';
import type { Caller } from '../../../../src/caller.ts';
import type { CallerDatabase } from '../../../../src/db/client.ts';
import type { App } from '../http/app.ts';
import { signInRequired } from '../auth/auth.ts';
import { createCallerResolver } from '../auth/caller.ts';
import { ensureUser } from '../auth/ensure-user.ts';
import { asCaller } from '../db.ts';
import { fingerprint, once } from '../http/idempotency.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import { mount, type RouteHandler, type RouteSpec, type Stack } from '../http/route.ts';
import { retryTransient } from '../runtime/retry.ts';
import { steps as stepsOf } from './stack.ts';

export interface UserScope {
  /** As the caller; a transaction when the request carries an `Idempotency-Key`. */
  db: CallerDatabase;
  caller: Caller;
  /** After the caller's row was erased: their next call provisions anew. */
  forgetCaller: () => void;
}

const callers = createCallerResolver(async (claims) => {
  const { user } = await retryTransient(() => ensureUser(asCaller(claims)));
  return user.id;
});

/** Signed-in people; `limit` is a limit of the route's own. */
export function userStack(app: App, limit?: RateLimit): Stack<UserScope> {
  const steps = stepsOf(app);
  return {
    security: [{ user: [] }],
    async enter(c) {
      const principal = await steps.authenticate(c);
      if (principal.kind !== 'user') throw signInRequired();
      await steps.limit(c, principal, limit);
      const caller = await callers.resolve(principal);
      return {
        db: asCaller(principal.claims),
        caller,
        forgetCaller: () => callers.forget(principal.subject),
      };
    },
    async around(c, scope, work) {
      const key = c.req.header('idempotency-key');
      if (key === undefined) return await work(scope);
      const print = await fingerprint(c.req.method, c.req.url, await c.req.text());
      // Safe to repeat, even if the commit's answer was lost: the second time is a replay.
      return await retryTransient(() => once(scope.db, key, print, (db) => work({ ...scope, db })));
    },
  };
}

/**
 * For signed-in people, whose `users` row is made sure of first. Writes are limited across isolates
 * and run once per `Idempotency-Key`.
 */
export const userRoute = <
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
>(app: App, spec: RouteSpec<P, Q, B, R>, handler: RouteHandler<P, Q, B, R, UserScope>): void =>
  mount(app, userStack(app), spec, handler);
