import type { Claims, IdentityProvider } from '../caller.ts';
import { instantBound } from './declare/bounds.ts';
import { emailAddress, personImage, personName } from './declare/person-bounds.ts';

/**
 * What a token says about its bearer. `undefined` means the token is silent, which must never
 * overwrite what is known.
 */
export interface TokenIdentity {
  subject: string;
  provider: IdentityProvider;
  email: string | undefined;
  /** Whether the provider vouches for `email`; never read from what a bearer may write themselves. */
  emailVerified?: boolean | undefined;
  firstName: string | undefined;
  lastName: string | undefined;
  imageUrl: string | undefined;
  /** The token's `iat`: the provider's own clock. */
  issuedAt: Date | undefined;
}

/**
 * Maps verified claims to an identity. Supabase Auth keeps the profile in `user_metadata`, in the
 * words of whichever social provider filled it; Clerk puts what its session token is customised to
 * carry at the top level, in snake_case or in the camelCase of its templates. A name that is too long
 * is cut; any other value that cannot be stored (empty, NUL, a non-http image) is silence.
 */
export function tokenIdentity(
  provider: IdentityProvider,
  claims: Claims,
): TokenIdentity {
  const profile = provider === 'supabase' ? record(claims.user_metadata) : claims;
  const [first, ...rest] = text(profile.full_name ?? profile.name)?.split(/\s+/) ?? [];
  return {
    subject: claims.sub,
    provider,
    email: emailOf(claims.email),
    // A Supabase token says it in user_metadata alone; the sync statement asks Supabase Auth itself.
    emailVerified: provider === 'clerk'
      ? flag(claims.email_verified ?? claims.emailVerified)
      : undefined,
    firstName: nameOf(profile.first_name) ?? nameOf(profile.firstName) ??
      nameOf(profile.given_name) ?? nameOf(first),
    lastName: nameOf(profile.last_name) ?? nameOf(profile.lastName) ??
      nameOf(profile.family_name) ?? nameOf(rest.join(' ')),
    imageUrl: imageOf(profile.image_url) ?? imageOf(profile.imageUrl) ??
      imageOf(profile.avatar_url) ?? imageOf(profile.picture),
    issuedAt: typeof claims.iat === 'number' ? instantOf(claims.iat * 1000) : undefined,
  };
}

/** Where the edge puts, into the claims that it signs, what a token says about its bearer. */
export const IDENTITY_CLAIM = 'tatame_identity';

/** The claims with an identity, for the one statement that writes it: `private.ensure_user`. */
export function withIdentity(claims: Claims, identity: TokenIdentity): Claims {
  const { provider, email, emailVerified, issuedAt = new Date() } = identity;
  return {
    ...claims,
    // Last, so that a token cannot bring its own.
    [IDENTITY_CLAIM]: {
      provider,
      email,
      email_verified: emailVerified,
      first_name: identity.firstName,
      last_name: identity.lastName,
      image_url: identity.imageUrl,
      issued_at: issuedAt.toISOString(),
    },
  };
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const flag = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;

function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.replaceAll('\0', '').trim() || undefined;
}

const nameOf = (value: unknown) => {
  const name = text(value);
  return name && personName.cut(name);
};

const emailOf = (value: unknown) => emailAddress.schema.safeParse(text(value)).data;

const imageOf = (value: unknown) => personImage.schema.safeParse(text(value)).data;

const instantOf = (ms: number) => instantBound.schema.safeParse(new Date(ms)).data;
