import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ShopifyError } from '../../../../../src/shopify-error.ts';

/** Points of the shop's bucket, as every answer tells them. */
export const Cost = z.object({
  requestedQueryCost: z.number(),
  throttleStatus: z.object({
    maximumAvailable: z.number(),
    currentlyAvailable: z.number(),
    restoreRate: z.number().positive(),
  }),
});
export type Cost = z.output<typeof Cost>;

/** Without word of what is missing. */
const FALLBACK_MS = 1_000;
const LEAST_MS = 100;
const WAIT_MS = 20_000;

/**
 * Reckons how long the bucket needs until the query fits into it
 * (https://shopify.dev/docs/api/usage/rate-limits); undefined for one that never does.
 */
export function restoredInMs(cost: Cost | undefined): number | undefined {
  if (!cost) return FALLBACK_MS;
  const { requestedQueryCost: asked, throttleStatus } = cost;
  if (asked > throttleStatus.maximumAvailable) return undefined;
  const missing = asked - throttleStatus.currentlyAvailable;
  return Math.max(LEAST_MS, Math.ceil(missing / throttleStatus.restoreRate * 1000));
}

/**
 * Waits, unless the deadline comes first.
 * @throws ShopifyError `throttled` at once where waiting would not help; or the signal's own reason
 */
export async function waitFor(
  ms: number,
  { signal, deadline }: { signal: AbortSignal; deadline: number },
): Promise<void> {
  if (Date.now() + ms > deadline) {
    throw new ShopifyError('throttled', 'The cost limit of the shop is used up', {
      retryAfterMs: ms,
    });
  }
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

/** Until when to wait, where nobody says. */
export const fallbackDeadline = (): number => Date.now() + WAIT_MS;
