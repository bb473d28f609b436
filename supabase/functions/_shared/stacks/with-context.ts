import type { Stack } from '../http/route/stack.ts';

/** The same stack, whose handlers find `ports` in their context too: files, models, a clock. */
export const withContext = <Ctx, Ports extends object>(
  stack: Stack<Ctx>,
  ports: Ports,
): Stack<Ctx & Ports> => ({
  ...stack,
  enter: async (entry) => ({ ...await stack.enter(entry), ...ports }),
  around: stack.around &&
    ((entry, ctx, work) => stack.around!(entry, ctx, (inner) => work({ ...inner, ...ports }))),
});
