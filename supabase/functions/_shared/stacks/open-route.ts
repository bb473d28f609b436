import type { z } from 'zod';
import type { App } from '../http/app.ts';
import { mount, type RouteHandler, type RouteSpec, type Stack } from '../http/route.ts';

const open: Stack<unknown> = {
  security: [],
  enter: () => Promise.resolve({}),
};

/** For probes: asks nobody who they are, limits nobody, and hands the handler no database. */
export const openRoute = <
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  app: App,
  spec: RouteSpec<P, Q, B, R>,
  handler: RouteHandler<P, Q, B, R, unknown>,
): void => mount(app, open, spec, handler);
