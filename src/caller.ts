/** The payload of a verified access token. */
export type Claims = Record<string, unknown> & { sub: string };

/** Who signs people in; both kinds of token are good everywhere. */
export const identityProviders = ['clerk', 'supabase'] as const;
export type IdentityProvider = (typeof identityProviders)[number];

/** Who a verb acts for: a signed-in person whose `users` row exists. */
export interface Caller {
  /** `users.id`, which the tables refer to. */
  userId: string;
  /** The token's `sub`, which the identity provider knows them by. */
  subject: string;
  provider: IdentityProvider;
  claims: Claims;
}
