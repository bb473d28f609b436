import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { backfillMachine } from '../../db/schema/store/backfills/backfills.ts';
import { lineSources } from '../../db/schema/store/backfills/line-sources.ts';
import { reconciliations } from '../../db/schema/store/reconciliations/reconciliations.ts';
import type { Attempt, EndedJob, JobOutcome } from '../../jobs/attempt.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { advanceSource } from '../bulk/advance-source.ts';
import type { BulkContext } from '../bulk/bulk-context.ts';
import { type BulkFailureCode, failureOf } from '../bulk/failure.ts';
import { outcomeOf, whenThrottled } from '../bulk/outcome.ts';
import { openShop } from '../shops/access/open-shop.ts';
import { compareLines } from './compare-lines.ts';
import { countBoth } from './shop-counts.ts';

const Payload = z.object({ reconciliation_id: z.guid() });
type Payload = z.output<typeof Payload>;

/**
 * The job `reconcile_shop`: counts what both sides have, has Shopify write down all orders, and sets
 * each against ours. It says what differs and corrects nothing.
 */
export const reconcileShop = defineJob({
  kind: 'reconcile_shop',
  payload: Payload,
  run: runStep,
  onEnd: (tx, { payload, how }: EndedJob<Payload>) =>
    fail(tx, payload.reconciliation_id, how === 'cancelled' ? 'job_cancelled' : 'gave_up'),
});

async function runStep(
  ctx: BulkContext,
  { payload: { reconciliation_id: id }, signal, deadline }: Attempt<Payload>,
): Promise<JobOutcome> {
  const [reconciliation] = await ctx.db.select().from(reconciliations)
    .where(eq(reconciliations.id, id));
  if (!reconciliation || backfillMachine.isOver(reconciliation.state)) return;
  const [source] = await ctx.db.select().from(lineSources)
    .where(and(eq(lineSources.reconciliation_id, id), isNull(lineSources.finished_at)));
  if (!source) return;
  const patience = { signal, deadline };
  try {
    const admin = await openShop(ctx, reconciliation.shop_id);
    if (reconciliation.orders_theirs === null) {
      const counts = await countBoth(ctx.db, admin, patience);
      return {
        continue: (tx) =>
          tx.update(reconciliations).set({ ...counts, state: 'running' })
            .where(and(eq(reconciliations.id, id), eq(reconciliations.state, 'queued'))),
      };
    }
    const step = await advanceSource({ admin, files: ctx.files, patience }, source);
    return outcomeOf(step, source, compareLines);
  } catch (error) {
    const failure = failureOf(error);
    if (failure) return (tx) => fail(tx, id, failure.code);
    return whenThrottled(error);
  }
}

/** Ends a reconciliation with its reason, unless it has ended. */
async function fail(tx: SystemDatabase, id: string, error: BulkFailureCode): Promise<void> {
  await tx.update(reconciliations).set({ state: 'failed', error, ended_at: sql`now()` })
    .where(and(eq(reconciliations.id, id), inArray(reconciliations.state, backfillMachine.open)));
}
