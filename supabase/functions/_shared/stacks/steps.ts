import type { Principal } from '../auth/principal.ts';
import { asCaller } from '../db.ts';
import type { App } from '../http/app.ts';
import { isRead } from '../http/context.ts';
import type { Entry } from '../http/route/stack.ts';
import { clientAddress, durableBuckets, memoryBuckets, takeFrom } from '../limits/rate-limit.ts';

/** @throws Error when the function did not read the auth environment */
export function assertAuthenticates({ name, authenticate }: App): void {
  if (authenticate) return;
  throw new Error(
    `${name} has routes that ask who the caller is: give its app the auth environment`,
  );
}

/** Verifies the credentials and notes the kind of caller for the log line. */
export async function authenticate({ c, app }: Entry): Promise<Principal> {
  const principal = await app.authenticate!(c.req.raw);
  c.set('callerKind', principal.kind);
  return principal;
}

// One set of buckets per isolate, whatever the number of routes.
const reads = memoryBuckets();

/** Takes a request out of the caller's bucket; the answer carries what is left. */
export async function limitRate(entry: Entry, principal: Principal): Promise<void> {
  const headers = await takeFrom(...bucketOf(entry, principal));
  for (const [name, value] of Object.entries(headers)) entry.c.header(name, value);
}

/** Reads are counted in memory; writes of signed-in callers where every isolate sees them. */
function bucketOf(
  { c, app, spec }: Entry,
  principal: Principal,
): Parameters<typeof takeFrom> {
  const limit = spec.limit ?? (isRead(c.req.method) ? app.limits.read : app.limits.write);
  if (principal.kind !== 'user') return [reads(clientAddress(c.req.raw.headers)), limit];
  const { provider, subject, claims } = principal;
  const inMemory = limit === app.limits.read;
  return [inMemory ? reads(`${provider}:${subject}`) : durableBuckets(asCaller(claims)), limit];
}
