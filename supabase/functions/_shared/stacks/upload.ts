import type { Stack } from '../http/route/stack.ts';
import { receive, type Upload } from '../http/upload.ts';
import { type UserContext, userStack } from './user.ts';

export interface UploadContext extends UserContext {
  upload: Upload;
}

/**
 * For signed-in people, routes whose body is a file: it is handed on as it arrives and never held
 * whole. No transaction may wait for it, so there is no replay by `Idempotency-Key`.
 */
export const uploadStack: Stack<UploadContext> = {
  ...userStack,
  replays: undefined,
  async enter(entry) {
    const { c, spec } = entry;
    return { ...await userStack.enter(entry), upload: receive(c.req.raw, spec.file!.maxBytes) };
  },
  around: (_entry, ctx, work) =>
    work(ctx).catch((error) => {
      ctx.upload.leave();
      // Whoever was handed the stream only saw it break off.
      throw ctx.upload.brokenOff() ?? error;
    }),
};
