import type { SystemContext } from '../../../../src/db/context.ts';
import { asSystem } from '../system-db.ts';
import type { Stack } from '../http/route/stack.ts';
import { CONSTRAINT_CODES, CREDENTIAL_CODES, DATABASE_CODES } from '../problems/codes.ts';
import { ProblemError } from '../problems/problem.ts';
import { assertAuthenticates, authenticate } from './steps.ts';

/** For our own machinery: only the secret key enters, and statements run as `service_role`. */
export const systemStack: Stack<SystemContext> = {
  who: 'For our own machinery, with the secret key.',
  problems: [...CREDENTIAL_CODES, 'secret_key_missing', 'secret_key_required', ...DATABASE_CODES],
  writeProblems: CONSTRAINT_CODES,
  security: [{ secret: [] }],
  assertUsable: assertAuthenticates,
  async enter(entry) {
    const principal = await authenticate(entry);
    if (principal.kind !== 'system') {
      // A visitor may come back with the key; for somebody who is signed in it is closed.
      if (principal.kind === 'anonymous') {
        throw new ProblemError('secret_key_missing', { headers: { 'www-authenticate': 'apikey' } });
      }
      throw new ProblemError('secret_key_required');
    }
    return { db: asSystem(entry.spec.id) };
  },
};
