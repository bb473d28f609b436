import { importJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';

export interface TokenAuthority {
  /** What `/auth/v1/.well-known/jwks.json` serves: public keys only. */
  jwks: { keys: JWK[] };
  /** Signs an access token as the hosted platform would: ES256, with `iss`, `aud` and `kid`. */
  sign(claims: JWTPayload): Promise<string>;
  /** Turns a token of the Auth service behind the gateway into one of ours. */
  toOuter(inner: string, extra?: JWTPayload): Promise<string>;
  /** Turns a token of ours into one that the services behind the gateway accept. */
  toInner(outer: string): Promise<string>;
}

const HOUR_S = 3600;

/**
 * The services behind the gateway sign HS256 and publish no keys, while functions verify by JWKS as
 * they do on the hosted platform; so the gateway holds an ES256 key and translates at its door.
 */
export async function createTokenAuthority(
  signingKey: JWK,
  innerSecret: string,
  issuer: string,
): Promise<TokenAuthority> {
  const { d: _private, ...publicJwk } = signingKey;
  const privateKey = await importJWK(signingKey, 'ES256');
  const publicKey = await importJWK(publicJwk, 'ES256');
  const inner = new TextEncoder().encode(innerSecret);

  const sign = (claims: JWTPayload) => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      iss: issuer,
      aud: 'authenticated',
      iat: now,
      exp: now + HOUR_S,
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: signingKey.kid })
      .sign(privateKey);
  };

  return {
    jwks: { keys: [publicJwk] },
    sign,
    async toOuter(token, extra = {}) {
      const { payload } = await jwtVerify(token, inner, { algorithms: ['HS256'] });
      return await sign({ ...payload, ...extra, iss: issuer });
    },
    async toInner(token) {
      const { payload } = await jwtVerify(token, publicKey, { algorithms: ['ES256'] });
      return await new SignJWT(payload).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(
        inner,
      );
    },
  };
}
