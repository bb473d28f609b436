import { extractCredentials, verifyCredentials } from '@supabase/server/core';
import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import type { IdentityProvider } from '../../../../src/caller.ts';
import { subject } from '../../../../src/db/declare/person-bounds.ts';
import { IDENTITY_CLAIM } from '../../../../src/db/token-identity.ts';
import type { Authenticate, Principal, UserPrincipal } from './principal.ts';
import { areStorable } from '../db/scope.ts';
import type { AuthEnv } from '../runtime/env.ts';
import { codes, type ProblemCode } from '../problems/codes.ts';
import { ProblemError } from '../problems/problem.ts';
import { inlineKeys, type KeySource, remoteKeys } from './token-keys.ts';
import { rememberVerified } from './verified-tokens.ts';

interface Issuer {
  provider: IdentityProvider;
  iss: string;
  keys: KeySource;
  isAudience: (claims: JWTPayload) => boolean;
}

/**
 * Decides who a caller is: the bearer of a user's token, of the secret key (`apikey`), or nobody.
 * `@supabase/server` verifies signatures and keys; issuer, audience and a mandatory `exp` are added
 * here, for it checks none of them. A bad token never becomes an anonymous visitor.
 */
export function createAuthenticator(env: AuthEnv): Authenticate {
  const issuers = configuredIssuers(env);
  const keyRing = {
    url: env.SUPABASE_URL,
    publishableKeys: env.SUPABASE_PUBLISHABLE_KEYS,
    secretKeys: env.SUPABASE_SECRET_KEYS,
    jwks: null,
  };

  const verifyToken = rememberVerified(async (token): Promise<UserPrincipal> => {
    const unverified = decode(token);
    const issuer = issuers.find(({ iss }) => iss === unverified.claims.iss);
    if (!issuer) throw refused('token_issuer_unknown');

    const jwks = await issuer.keys(unverified.kid);
    const { data } = await verifyCredentials({ token, apikey: null }, {
      auth: 'user',
      env: { ...keyRing, jwks },
    });
    if (!data?.jwtClaims) {
      const { exp } = unverified.claims;
      throw exp !== undefined && exp * 1000 <= Date.now()
        ? refused('token_expired')
        : refused('token_invalid');
    }
    // What the edge alone may say in the claims it signs, no token may.
    const { [IDENTITY_CLAIM]: _, ...claims } = data.jwtClaims;
    const { success, data: sub } = subject.schema.min(1).safeParse(claims.sub);
    if (!success || claims.exp === undefined) {
      throw refused('token_invalid', 'The token must have a subject and an expiry.');
    }
    if (!areStorable(claims)) {
      throw refused('token_invalid', 'The token holds a character that cannot be stored.');
    }
    if (!issuer.isAudience(claims)) {
      throw refused('token_audience_wrong');
    }
    return {
      kind: 'user',
      provider: issuer.provider,
      subject: sub,
      claims: { ...claims, sub },
    };
  });

  async function verifyKey(apikey: string): Promise<Principal> {
    const { data } = await verifyCredentials({ token: null, apikey }, {
      auth: ['publishable:*', 'secret:*'],
      env: keyRing,
    });
    if (!data) throw refused('api_key_invalid');
    return data.authMode === 'secret' ? { kind: 'system' } : { kind: 'anonymous' };
  }

  return async (request) => {
    const { apikey } = extractCredentials(request);
    const token = bearerToken(request.headers);
    // supabase-js sends its key as the bearer too while nobody is signed in.
    if (token && token !== apikey) return await verifyToken(token);
    return apikey ? await verifyKey(apikey) : { kind: 'anonymous' };
  };
}

export const signInRequired = () =>
  new ProblemError('sign_in_required', { headers: { 'www-authenticate': 'Bearer' } });

function configuredIssuers(env: AuthEnv): Issuer[] {
  const issuers: Issuer[] = [{
    provider: 'supabase',
    iss: env.AUTH_ISSUER ?? `${env.SUPABASE_URL}/auth/v1`,
    keys: inlineKeys(env.SUPABASE_JWKS),
    isAudience: ({ aud }) => [aud].flat().includes('authenticated'),
  }];
  if (env.CLERK_ISSUER) {
    const wanted = env.CLERK_AUDIENCE;
    issuers.push({
      provider: 'clerk',
      iss: env.CLERK_ISSUER,
      keys: remoteKeys(env.CLERK_JWKS_URL ?? `${env.CLERK_ISSUER}/.well-known/jwks.json`),
      // Clerk's session tokens name the origin they were made for in `azp`; `aud` is in templates.
      isAudience: ({ aud, azp }) =>
        !wanted || [aud, azp].flat().some((value) => wanted.includes(String(value))),
    });
  }
  return issuers;
}

/** RFC 9110 section 11.1: the scheme is case-insensitive. Any other scheme is a mistake to name. */
function bearerToken(headers: Headers): string | undefined {
  const authorization = headers.get('authorization');
  if (authorization === null) return undefined;
  const token = /^bearer +(\S+)$/i.exec(authorization)?.[1];
  if (!token) throw refused('token_invalid', 'Authorization must be a bearer token.');
  return token;
}

/** What the token says of itself, to pick the issuer that can verify it; nothing here is trusted. */
function decode(token: string): { kid: string | undefined; claims: JWTPayload } {
  try {
    return { kid: decodeProtectedHeader(token).kid, claims: decodeJwt(token) };
  } catch {
    throw refused('token_invalid', 'The token is not a JWT.');
  }
}

const refused = (code: ProblemCode, detail = codes[code].text) =>
  new ProblemError(code, {
    detail,
    headers: { 'www-authenticate': `Bearer error="invalid_token", error_description="${detail}"` },
  });
