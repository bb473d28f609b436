import { createRemoteJWKSet, type JSONWebKeySet, type RemoteJWKSetOptions } from 'jose';
import { ProblemError } from '../problems/problem.ts';

/** The keys an issuer signs with now. `kid` is the one wanted: a new one makes a remote set reload. */
export type KeySource = (kid: string | undefined) => Promise<JSONWebKeySet>;

export const inlineKeys = (jwks: JSONWebKeySet): KeySource => () => Promise.resolve(jwks);

/**
 * Keys from a JWKS URL, cached by jose (ten minutes; an unknown `kid` reloads at most every thirty
 * seconds). Stale keys outlive an outage of the issuer; having none at all is a 503, not a 401:
 * the token may well be good.
 */
export function remoteKeys(url: string, options?: RemoteJWKSetOptions): KeySource {
  const remote = createRemoteJWKSet(new URL(url), options);
  return async (kid) => {
    const known = remote.jwks()?.keys.some((key) => key.kid === kid) ?? false;
    if (!remote.fresh || (!known && !remote.coolingDown)) {
      try {
        await remote.reload();
      } catch (cause) {
        if (!remote.jwks()) {
          throw new ProblemError('identity_provider_unavailable', {
            cause,
            headers: { 'retry-after': '5' },
          });
        }
      }
    }
    return remote.jwks() ?? { keys: [] };
  };
}
