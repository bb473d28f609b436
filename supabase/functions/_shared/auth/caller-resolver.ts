import type { Caller, Claims } from '../../../../src/caller.ts';
import { tokenIdentity, withIdentity } from '../../../../src/db/token-identity.ts';
import type { UserPrincipal } from './principal.ts';

/** Writes the row of the caller with these claims, `withIdentity`, if it is new or differs; answers its id. */
export type Provision = (claims: Claims) => Promise<string>;

export interface CallerResolver {
  /** The caller behind a verified token, provisioned on their first call. */
  resolve(principal: UserPrincipal): Promise<Caller>;
  /** Makes the next call provision again; for when the row was erased. */
  forget(subject: string): void;
}

interface Options {
  ttlMs?: number;
  capacity?: number;
  now?: () => number;
}

/**
 * Remembers who was provisioned, in this isolate and for `ttlMs` (five minutes), so that only a
 * first call or a changed profile costs a statement. Simultaneous first calls share one. Bounded:
 * the least recently seen caller is dropped first.
 */
export function createCallerResolver(
  provision: Provision,
  { ttlMs = 5 * 60_000, capacity = 10_000, now = Date.now }: Options = {},
): CallerResolver {
  const seen = new Map<string, { profile: string; expires: number; userId: Promise<string> }>();

  function userIdOf({ provider, claims }: UserPrincipal): Promise<string> {
    const identity = tokenIdentity(provider, claims);
    const { subject, issuedAt: _, ...profileFields } = identity;
    const profile = JSON.stringify(profileFields);
    const entry = seen.get(subject);
    seen.delete(subject);
    if (entry?.profile === profile && entry.expires > now()) {
      seen.set(subject, entry);
      return entry.userId;
    }
    const userId = provision(withIdentity(claims, identity));
    const fresh = { profile, expires: now() + ttlMs, userId };
    seen.set(subject, fresh);
    // A failure is not remembered.
    userId.catch(() => seen.get(subject) === fresh && seen.delete(subject));
    const oldest = seen.keys().next();
    if (seen.size > capacity && !oldest.done) seen.delete(oldest.value);
    return userId;
  }

  return {
    async resolve(principal) {
      const { provider, subject, claims } = principal;
      return { userId: await userIdOf(principal), subject, provider, claims };
    },
    forget: (subject) => seen.delete(subject),
  };
}
