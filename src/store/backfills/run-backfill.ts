import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { backfillMachine, backfills } from '../../db/schema/store/backfills/backfills.ts';
import { lineSources } from '../../db/schema/store/backfills/line-sources.ts';
import type { Attempt, EndedJob, JobOutcome } from '../../jobs/attempt.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { ShopifyError } from '../../shopify-error.ts';
import { advanceSource } from '../bulk/advance-source.ts';
import type { BulkContext } from '../bulk/bulk-context.ts';
import { type BulkFailureCode, failureOf } from '../bulk/failure.ts';
import { cancelOperation } from '../bulk/operations.ts';
import { outcomeOf, whenThrottled } from '../bulk/outcome.ts';
import { openShop } from '../shops/access/open-shop.ts';
import type { LineSource, Stretch } from '../lines/move-source.ts';
import { writeLines } from './write-lines.ts';

const Payload = z.object({ backfill_id: z.guid() });
type Payload = z.output<typeof Payload>;

/**
 * The job `run_backfill`: a bulk operation over the customers of a shop and one over its orders, whose
 * files are read piece by piece, each committed with the place it ends at. The pieces are small and
 * have pauses, because whoever runs jobs has two seconds of a processor.
 */
export const runBackfill = defineJob({
  kind: 'run_backfill',
  payload: Payload,
  run: runStep,
  onEnd: (tx, { payload, how }: EndedJob<Payload>) =>
    failBackfill(tx, payload.backfill_id, how === 'cancelled' ? 'job_cancelled' : 'gave_up'),
});

async function runStep(
  ctx: BulkContext,
  { payload: { backfill_id }, signal, deadline, progress }: Attempt<Payload>,
): Promise<JobOutcome> {
  const [backfill] = await ctx.db.select().from(backfills).where(eq(backfills.id, backfill_id));
  if (!backfill) return;
  const sources = await ctx.db.select().from(lineSources)
    .where(and(eq(lineSources.backfill_id, backfill_id), isNull(lineSources.finished_at)))
    .orderBy(asc(lineSources.kind));
  const patience = { signal, deadline };
  if (backfillMachine.isOver(backfill.state)) {
    return await letGo(ctx, backfill.shop_id, sources, patience);
  }
  // Both are started at once, and waited for together; then one file is read after the other.
  const source = sources.find(({ operation_id }) => operation_id === null) ??
    sources.find(({ url }) => url === null) ?? sources[0];
  if (!source) return;
  await progress(backfill.lines_done, backfill.lines_total ?? 0);
  try {
    const admin = await openShop(ctx, backfill.shop_id);
    const step = await advanceSource({ admin, files: ctx.files, patience }, source);
    return outcomeOf(step, source, write);
  } catch (error) {
    const failure = failureOf(error);
    if (failure) return (tx) => failBackfill(tx, backfill_id, failure.code);
    return whenThrottled(error);
  }
}

/** Writes a stretch, and how many lines there are by now to be read in all. */
async function write(tx: SystemDatabase, source: LineSource, stretch: Stretch): Promise<void> {
  await tx.update(backfills).set({
    lines_total: sql`(
      select sum(s.lines_total) from ${lineSources} s
      where s.backfill_id = ${source.backfill_id} having bool_and(s.lines_total is not null)
    )`,
  }).where(eq(backfills.id, source.backfill_id!));
  await writeLines(tx, source, stretch);
}

/** Tells Shopify that nobody waits any more; where that does not go through, it ends by itself. */
async function letGo(
  ctx: BulkContext,
  shopId: string,
  sources: readonly LineSource[],
  patience: { signal: AbortSignal; deadline: number },
): Promise<void> {
  const running = sources.filter(({ operation_id, url }) => operation_id !== null && url === null);
  if (running.length === 0) return;
  try {
    const admin = await openShop(ctx, shopId);
    for (const { operation_id } of running) await cancelOperation(admin, operation_id!, patience);
  } catch (error) {
    if (!(error instanceof ShopifyError)) throw error;
  }
}

/** Ends a backfill with its reason, unless it has ended. */
async function failBackfill(
  tx: SystemDatabase,
  backfillId: string,
  error: BulkFailureCode,
): Promise<void> {
  await tx.update(backfills).set({ state: 'failed', error, ended_at: sql`now()` })
    .where(and(eq(backfills.id, backfillId), inArray(backfills.state, backfillMachine.open)));
}
