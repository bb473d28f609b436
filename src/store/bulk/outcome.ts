import { eq } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { lineSources } from '../../db/schema/store/backfills/line-sources.ts';
import type { JobOutcome } from '../../jobs/attempt.ts';
import { ShopifyError } from '../../shopify-error.ts';
import type { LineSource, Stretch } from '../lines/move-source.ts';
import type { Step } from './advance-source.ts';

/** Between two pieces, so that one run of the jobs does not read a whole file. */
const PAUSE_MS = 1_000;

/** What a step comes to for the queue: what it remembers and writes is committed, and the job goes on. */
export function outcomeOf(
  step: Step,
  source: LineSource,
  write: (tx: SystemDatabase, source: LineSource, stretch: Stretch) => Promise<unknown>,
): JobOutcome {
  const remember = async (tx: SystemDatabase) => {
    if (Object.keys(step.remember).length === 0) return;
    await tx.update(lineSources).set(step.remember).where(eq(lineSources.id, source.id));
  };
  if ('waitMs' in step) return { continue: remember, run_at: after(step.waitMs) };
  const { stretch } = step;
  return {
    continue: async (tx) => {
      await remember(tx);
      await write(tx, source, stretch);
    },
    run_at: after(stretch.isLast ? 0 : PAUSE_MS),
  };
}

/**
 * Waits where nothing is wrong but that others spend what the shop has.
 * @throws anything else that it is given
 */
export function whenThrottled(error: unknown): JobOutcome {
  if (!(error instanceof ShopifyError) || error.fault !== 'throttled') throw error;
  return { continue: async () => {}, run_at: after(error.retryAfterMs ?? PAUSE_MS) };
}

const after = (ms: number) => new Date(Date.now() + ms);
