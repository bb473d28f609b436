import type { Claims, IdentityProvider } from '../../../../src/caller.ts';

/** Who sent a request, as far as its credentials say. */
export type Principal =
  | { kind: 'anonymous' }
  | { kind: 'user'; provider: IdentityProvider; subject: string; claims: Claims }
  | { kind: 'system' };

export type UserPrincipal = Extract<Principal, { kind: 'user' }>;

/** Who sent the request; throws a 401 problem for any credential that is present and not good. */
export type Authenticate = (request: Request) => Promise<Principal>;
