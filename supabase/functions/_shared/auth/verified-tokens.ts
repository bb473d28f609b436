import type { UserPrincipal } from './principal.ts';

type VerifyToken = (token: string) => Promise<UserPrincipal>;

interface Options {
  ttlMs?: number;
  capacity?: number;
  now?: () => number;
}

/**
 * Remembers, in this isolate, which tokens were verified: the same bytes need no second signature
 * check for a minute, or until they expire if that comes first. A key that its issuer withdraws is
 * therefore trusted for at most that minute. Refusals are not remembered. Bounded, oldest out first.
 */
export function rememberVerified(
  verify: VerifyToken,
  { ttlMs = 60_000, capacity = 1_000, now = Date.now }: Options = {},
): VerifyToken {
  const verified = new Map<string, { principal: UserPrincipal; until: number }>();
  return async (token) => {
    const known = verified.get(token);
    if (known && known.until > now()) return known.principal;
    verified.delete(token);
    const principal = await verify(token);
    const expires = Number(principal.claims.exp) * 1000;
    verified.set(token, { principal, until: Math.min(expires, now() + ttlMs) });
    const oldest = verified.keys().next();
    if (verified.size > capacity && !oldest.done) verified.delete(oldest.value);
    return principal;
  };
}
