import type { Stack } from '../http/route/stack.ts';

/** For probes: asks nobody who they are, limits nobody, and hands the handler no database. */
export const openStack: Stack<unknown> = {
  security: [],
  enter: () => Promise.resolve({}),
};
