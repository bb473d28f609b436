import type { Stack } from '../http/route/stack.ts';

/** For probes: asks nobody who they are, limits nobody, and hands the handler no database. */
export const openStack: Stack<unknown> = {
  who: 'For everyone; nobody is asked who they are.',
  problems: [],
  security: [],
  enter: () => Promise.resolve({}),
};
