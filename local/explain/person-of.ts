import type { Person } from './connection-ports.ts';
import { ExplainError } from './ports.ts';

/**
 * Whom a word means in any Supabase project: `anonymous`, a user's id, or the claims of a token as
 * JSON, whose `role` counts.
 *
 * @throws ExplainError where it is none of these
 */
export function personOf(who: string): Person {
  if (who === 'anonymous' || who === 'anon') return withClaims('anon', { role: 'anon' });
  if (/^[0-9a-f-]{36}$/i.test(who)) {
    return withClaims('authenticated', { sub: who, role: 'authenticated' });
  }
  try {
    const claims: unknown = JSON.parse(who);
    if (typeof claims === 'object' && claims !== null) {
      const role = 'role' in claims ? String(claims.role) : 'authenticated';
      return withClaims(role, claims);
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new ExplainError(`"${who}" is not anonymous, a user's id, or claims as JSON.`);
}

const withClaims = (role: string, claims: object): Person => ({
  role,
  settings: { 'request.jwt.claims': JSON.stringify(claims) },
});
