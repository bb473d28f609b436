import type { Continuation } from './attempt.ts';

/**
 * Works slice by slice, each a commit of its own, until nothing is left; from `until` (milliseconds
 * since the epoch) on it lets others work first.
 *
 * @param slice answers whether more is left
 */
export async function inSlices(
  { signal, until }: { signal: AbortSignal; until: number },
  slice: () => Promise<boolean>,
): Promise<Continuation | undefined> {
  while (!signal.aborted && await slice()) {
    if (Date.now() > until) return { continue: () => Promise.resolve() };
  }
  return undefined;
}
