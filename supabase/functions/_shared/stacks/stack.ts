import type { Context } from 'hono';
import type { App, HonoEnv } from '../http/app.ts';
import type { Authenticate, Principal } from '../auth/auth.ts';
import { asCaller } from '../db.ts';
import {
  clientAddress,
  durableBuckets,
  memoryBuckets,
  type RateLimit,
  takeFrom,
} from '../limits/rate-limit.ts';
import { isRead } from '../http/route.ts';

/** The steps that stacks are made of. */
export interface Steps {
  /** Verifies the credentials and notes the kind of caller for the log line. */
  authenticate(c: Context<HonoEnv>): Promise<Principal>;
  /**
   * Takes a request out of the caller's bucket; the answer carries what is left.
   * @param own a limit of the route's own, durable, instead of the one for its kind
   */
  limit(c: Context<HonoEnv>, principal: Principal, own?: RateLimit): Promise<void>;
}

// One set of buckets per isolate, whatever the number of routes.
const reads = memoryBuckets();

export function steps(app: App): Steps {
  const authenticate = app.authenticate ?? missingAuth(app.name);
  return {
    async authenticate(c) {
      const principal = await authenticate(c.req.raw);
      c.set('callerKind', principal.kind);
      return principal;
    },
    async limit(c, principal, own) {
      const headers = await takeFrom(...bucketOf(app, c, principal, own));
      for (const [name, value] of Object.entries(headers)) c.header(name, value);
    },
  };
}

/** Reads are counted in memory; writes of signed-in callers where every isolate sees them. */
function bucketOf(
  app: App,
  c: Context<HonoEnv>,
  principal: Principal,
  own: RateLimit | undefined,
): Parameters<typeof takeFrom> {
  const limit = own ?? (isRead(c.req.method) ? app.limits.read : app.limits.write);
  if (principal.kind !== 'user') return [reads(clientAddress(c.req.raw.headers)), limit];
  const { provider, subject, claims } = principal;
  const inMemory = limit === app.limits.read;
  return [inMemory ? reads(`${provider}:${subject}`) : durableBuckets(asCaller(claims)), limit];
}

function missingAuth(name: string): Authenticate {
  throw new Error(
    `${name} has routes that ask who the caller is: give its app the auth environment`,
  );
}
