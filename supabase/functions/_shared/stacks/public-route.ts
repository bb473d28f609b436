import type { z } from 'zod';
import type { CallerDatabase } from '../../../../src/db/client.ts';
import type { App } from '../http/app.ts';
import type { Principal } from '../auth/auth.ts';
import { asCaller } from '../db.ts';
import { mount, type RouteHandler, type RouteSpec } from '../http/route.ts';
import { steps } from './stack.ts';

interface PublicScope {
  /** As the caller, if they are signed in, else as `anon`. */
  db: CallerDatabase;
  principal: Principal;
}

/** For everyone, signed in or not; a bad token is still a 401. Nobody is provisioned. */
export function publicRoute<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
>(app: App, spec: RouteSpec<P, Q, B, R>, handler: RouteHandler<P, Q, B, R, PublicScope>): void {
  const { authenticate, limit } = steps(app);
  mount(
    app,
    {
      security: [{}, { user: [] }],
      async enter(c) {
        const principal = await authenticate(c);
        await limit(c, principal);
        return { principal, db: asCaller(principal.kind === 'user' ? principal.claims : null) };
      },
    },
    spec,
    handler,
  );
}
