import type { CallerDatabase } from '../../../../src/db/client.ts';
import type { Principal } from '../auth/principal.ts';
import { asCaller } from '../db.ts';
import type { Stack } from '../http/route/stack.ts';
import { CREDENTIAL_CODES, DATABASE_CODES } from '../problems/codes.ts';
import { assertAuthenticates, authenticate, limitRate } from './steps.ts';

export interface PublicContext {
  /** As the caller, if they are signed in, else as `anon`. */
  db: CallerDatabase;
  principal: Principal;
}

/** For everyone, signed in or not; a bad token is still a 401. Nobody is provisioned. */
export const publicStack: Stack<PublicContext> = {
  who: 'For everyone, signed in or not.',
  problems: [...CREDENTIAL_CODES, 'rate_limited', ...DATABASE_CODES],
  security: [{}, { user: [] }],
  assertUsable: assertAuthenticates,
  async enter(entry) {
    const principal = await authenticate(entry);
    await limitRate(entry, principal);
    const claims = principal.kind === 'user' ? principal.claims : null;
    return { principal, db: asCaller(claims, entry.app.tables) };
  },
};
