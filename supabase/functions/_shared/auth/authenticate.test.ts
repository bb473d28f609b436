import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from './principal.ts';
import { createAuthenticator } from './authenticate.ts';
import { authEnv, readEnv } from '../runtime/env.ts';
import { ProblemError } from '../problems/problem.ts';

const SUPABASE = 'https://project.supabase.co/auth/v1';
const CLERK = 'https://clerk.tatame.example';

interface Signer {
  kid: string;
  alg: string;
  privateKey: CryptoKey;
  publicJwk: JWK;
}

async function signer(kid: string, alg: 'ES256' | 'RS256'): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { kid, alg, privateKey, publicJwk: { ...await exportJWK(publicKey), kid, alg } };
}

function token({ alg, kid, privateKey }: Signer, claims: JWTPayload): Promise<string> {
  return new SignJWT({ sub: 'user_1', exp: Math.floor(Date.now() / 1000) + 60, ...claims })
    .setProtectedHeader({ alg, kid }).sign(privateKey);
}

describe('createAuthenticator', () => {
  let es: Signer, rs: Signer, clerk: Signer, stranger: Signer;
  let jwksServer: Server;
  let jwksUrl: string;
  let supabaseToken: (claims?: JWTPayload) => Promise<string>;
  let clerkToken: (claims?: JWTPayload) => Promise<string>;

  beforeAll(async () => {
    [es, rs, clerk, stranger] = await Promise.all([
      signer('es', 'ES256'),
      signer('rs', 'RS256'),
      signer('clerk', 'RS256'),
      signer('es', 'ES256'),
    ]);
    jwksServer = createServer((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: [clerk.publicJwk] }));
    });
    await new Promise<void>((resolve) => jwksServer.listen(0, '127.0.0.1', resolve));
    jwksUrl = `http://127.0.0.1:${(jwksServer.address() as AddressInfo).port}/jwks.json`;
    supabaseToken = (claims) => token(es, { iss: SUPABASE, aud: 'authenticated', ...claims });
    clerkToken = (claims) => token(clerk, { iss: CLERK, azp: 'https://app.example', ...claims });
  });
  afterAll(() => jwksServer.close());

  const environment = (extra: Record<string, string> = {}) =>
    readEnv(authEnv, {
      SUPABASE_URL: 'https://project.supabase.co',
      SUPABASE_PUBLISHABLE_KEYS: '{"default":"sb_publishable_1"}',
      SUPABASE_SECRET_KEYS: '{"default":"sb_secret_1","rotated":"sb_secret_2"}',
      SUPABASE_JWKS: JSON.stringify({ keys: [es.publicJwk, rs.publicJwk] }),
      CLERK_ISSUER: CLERK,
      CLERK_JWKS_URL: jwksUrl,
      ...extra,
    });
  const authenticate = (
    headers: Record<string, string>,
    extra?: Record<string, string>,
  ): Promise<Principal> =>
    createAuthenticator(environment(extra))(new Request('http://localhost/', { headers }));
  const bearer = (value: string) => ({ authorization: `Bearer ${value}` });
  const refusal = async (headers: Record<string, string>, extra?: Record<string, string>) => {
    const problem = await authenticate(headers, extra).catch((err: unknown) => err);
    expect(problem).toBeInstanceOf(ProblemError);
    const { status, code, headers: answered } = problem as ProblemError;
    expect([status, answered['www-authenticate']]).toEqual([401, expect.stringMatching(/^Bearer/)]);
    return code;
  };

  it('takes Supabase tokens signed by any key of the inline set', async () => {
    expect(await authenticate(bearer(await supabaseToken({ email: 'a@b.c' })))).toMatchObject({
      kind: 'user',
      provider: 'supabase',
      subject: 'user_1',
      claims: { email: 'a@b.c' },
    });
    const rsToken = await token(rs, { iss: SUPABASE, aud: ['other', 'authenticated'] });
    expect(await authenticate(bearer(rsToken))).toMatchObject({ kind: 'user' });
  });

  it('takes Clerk tokens by the JWKS URL', async () => {
    expect(await authenticate(bearer(await clerkToken()))).toMatchObject({
      kind: 'user',
      provider: 'clerk',
      subject: 'user_1',
    });
  });

  it('answers 503 while the keys of an issuer are out of reach', async () => {
    const unreachable = { CLERK_JWKS_URL: 'http://127.0.0.1:1/jwks.json' };
    await expect(authenticate(bearer(await clerkToken()), unreachable)).rejects.toMatchObject({
      status: 503,
      code: 'identity_provider_unavailable',
    });
    const supabase = await authenticate(bearer(await supabaseToken()), unreachable);
    expect(supabase.kind).toBe('user');
  });

  it('checks the audience of both issuers', async () => {
    expect(await refusal(bearer(await supabaseToken({ aud: 'anon' })))).toBe(
      'token_audience_wrong',
    );
    expect(await refusal(bearer(await supabaseToken({ aud: undefined })))).toBe(
      'token_audience_wrong',
    );
    const only = { CLERK_AUDIENCE: 'https://app.example,tatame' };
    expect((await authenticate(bearer(await clerkToken()), only)).kind).toBe('user');
    expect((await authenticate(bearer(await clerkToken({ aud: 'tatame', azp: 'x' })), only)).kind)
      .toBe('user');
    expect(await refusal(bearer(await clerkToken({ azp: 'https://evil.example' })), only)).toBe(
      'token_audience_wrong',
    );
  });

  it('refuses unknown issuers, and an issuer whose key did not sign', async () => {
    expect(await refusal(bearer(await supabaseToken({ iss: 'https://evil.example' })))).toBe(
      'token_issuer_unknown',
    );
    expect(await refusal(bearer(await token(clerk, { iss: SUPABASE, aud: 'authenticated' }))))
      .toBe('token_invalid');
    expect(await refusal(bearer(await token(es, { iss: CLERK })))).toBe('token_invalid');
    expect(await refusal(bearer(await token(stranger, { iss: SUPABASE, aud: 'authenticated' }))))
      .toBe('token_invalid');
  });

  it('refuses expired, premature, eternal and subjectless tokens', async () => {
    expect(await refusal(bearer(await supabaseToken({ exp: 1 })))).toBe('token_expired');
    const future = Math.floor(Date.now() / 1000) + 3600;
    expect(await refusal(bearer(await supabaseToken({ nbf: future, exp: future + 60 })))).toBe(
      'token_invalid',
    );
    expect(await refusal(bearer(await supabaseToken({ exp: undefined })))).toBe('token_invalid');
    expect(await refusal(bearer(await supabaseToken({ sub: undefined })))).toBe('token_invalid');
    expect(await refusal(bearer(await supabaseToken({ sub: '' })))).toBe('token_invalid');
  });

  it('refuses a NUL or half a surrogate pair anywhere, which the database could not read', async () => {
    for (const text of ['a\0b', '\ud83e', 'x\udd4b']) {
      for (
        const claims of [
          { sub: text },
          { email: text },
          { user_metadata: { names: ['fine', text] } },
          { user_metadata: { [text]: 1 } },
        ]
      ) expect(await refusal(bearer(await supabaseToken(claims)))).toBe('token_invalid');
    }
    const whole = bearer(await supabaseToken({ sub: 'a🥋', email: '\\u0000' }));
    expect(await authenticate(whole)).toMatchObject({ kind: 'user', subject: 'a🥋' });
  });

  it('refuses algorithm confusion, alg none, a missing kid and what is no JWT', async () => {
    const claims = { sub: 'user_1', iss: SUPABASE, aud: 'authenticated', exp: 4_102_444_800 };
    const publicKey = new TextEncoder().encode(JSON.stringify(es.publicJwk));
    const confused = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'es' })
      .sign(publicKey);
    const noKid = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256' })
      .sign(es.privateKey);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const none = `${part({ alg: 'none', kid: 'es' })}.${part(claims)}.`;
    for (const bad of [confused, noKid, none, 'abc', `${confused.slice(0, -2)}xx`]) {
      expect(await refusal(bearer(bad))).toBe('token_invalid');
    }
  });

  it('never takes a bad credential for an anonymous visitor', async () => {
    const publishable = { apikey: 'sb_publishable_1' };
    expect(await refusal({ ...publishable, ...bearer('abc') })).toBe('token_invalid');
    expect(await refusal({ ...publishable, authorization: 'Basic dTpw' })).toBe('token_invalid');
    expect(await refusal({ ...publishable, ...bearer('sb_secret_1') })).toBe('token_invalid');
    expect(await refusal({ apikey: 'sb_publishable_2' })).toBe('api_key_invalid');
  });

  it('tells visitors, users and the system apart', async () => {
    expect(await authenticate({})).toEqual({ kind: 'anonymous' });
    expect(await authenticate({ apikey: 'sb_publishable_1' })).toEqual({ kind: 'anonymous' });
    expect(await authenticate({ apikey: 'sb_publishable_1', ...bearer('sb_publishable_1') }))
      .toEqual({ kind: 'anonymous' });
    expect(await authenticate({ apikey: 'sb_secret_1' })).toEqual({ kind: 'system' });
    expect(await authenticate({ apikey: 'sb_secret_2' })).toEqual({ kind: 'system' });
    const both = { apikey: 'sb_secret_1', authorization: `bearer ${await supabaseToken()}` };
    expect(await authenticate(both)).toMatchObject({ kind: 'user' });
  });
});
