import type { z } from 'zod';
import type { SystemDatabase } from '../../../../src/db/client.ts';
import type { App } from '../http/app.ts';
import { asSystem } from '../system-db.ts';
import { ProblemError } from '../problems/problem.ts';
import { mount, type RouteHandler, type RouteSpec } from '../http/route.ts';
import { steps } from './stack.ts';

interface SystemScope {
  db: SystemDatabase;
}

/** For our own machinery: only the secret key enters, and statements run as `service_role`. */
export function systemRoute<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
>(app: App, spec: RouteSpec<P, Q, B, R>, handler: RouteHandler<P, Q, B, R, SystemScope>): void {
  const { authenticate } = steps(app);
  mount(
    app,
    {
      security: [{ secret: [] }],
      async enter(c) {
        const principal = await authenticate(c);
        if (principal.kind !== 'system') {
          throw new ProblemError(403, 'secret_key_required', 'Only the secret key may call this.');
        }
        return { db: asSystem(spec.id) };
      },
    },
    spec,
    handler,
  );
}
