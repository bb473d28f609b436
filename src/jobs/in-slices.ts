/** Where a job goes on behind what else is due, with nothing to commit. */
interface GoesOn {
  continue: () => Promise<void>;
}

/**
 * Works slice by slice, each a commit of its own, until nothing is left; after `forMs` it lets others
 * work first.
 *
 * @param slice answers whether more is left
 */
export async function inSlices(
  { signal, forMs }: { signal: AbortSignal; forMs: number },
  slice: () => Promise<boolean>,
): Promise<GoesOn | undefined> {
  const until = Date.now() + forMs;
  while (!signal.aborted && await slice()) {
    if (Date.now() > until) return { continue: () => Promise.resolve() };
  }
  return undefined;
}
