import type { z } from 'zod';
import type { App } from '../http/app.ts';
import { mount, type RouteHandler, type RouteSpec } from '../http/route.ts';
import { receive, type Upload } from '../http/upload.ts';
import { type UserScope, userStack } from './user-route.ts';

type UploadSpec<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  R extends z.ZodType,
> = RouteSpec<P, Q, z.ZodNever, R> & {
  file: string;
  maxBytes: number;
};

/**
 * For signed-in people, a route whose body is a file: it is handed on as it arrives and never held
 * whole. No transaction may wait for it, so there is no replay by `Idempotency-Key`.
 */
export function uploadRoute<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  R extends z.ZodType,
>(
  app: App,
  { maxBytes, ...spec }: UploadSpec<P, Q, R>,
  handler: RouteHandler<P, Q, z.ZodNever, R, UserScope & { upload: Upload }>,
): void {
  const { security, enter } = userStack(app);
  app.uploads.add(`/${app.name}${spec.path}`);
  mount(
    app,
    {
      security,
      enter: async (c) => ({ ...await enter(c), upload: receive(c.req.raw, maxBytes) }),
    },
    { ...spec, idempotent: false },
    (input) =>
      handler(input).catch((error) => {
        // Whoever was handed the stream only saw it break off.
        throw input.upload.refusal() ?? error;
      }),
  );
}
