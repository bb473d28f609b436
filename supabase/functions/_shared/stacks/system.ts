import type { SystemContext } from '../../../../src/db/context.ts';
import { asSystem } from '../system-db.ts';
import type { Stack } from '../http/route/stack.ts';
import { ProblemError } from '../problems/problem.ts';
import { assertAuthenticates, authenticate } from './steps.ts';

/** For our own machinery: only the secret key enters, and statements run as `service_role`. */
export const systemStack: Stack<SystemContext> = {
  security: [{ secret: [] }],
  assertUsable: assertAuthenticates,
  async enter(entry) {
    const principal = await authenticate(entry);
    if (principal.kind !== 'system') {
      // A visitor may come back with the key; for somebody who is signed in it is closed.
      const visitor = principal.kind === 'anonymous';
      throw new ProblemError(
        visitor ? 401 : 403,
        'secret_key_required',
        'Only the secret key may call this.',
        visitor ? { headers: { 'www-authenticate': 'apikey' } } : {},
      );
    }
    return { db: asSystem(entry.spec.id) };
  },
};
