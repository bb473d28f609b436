import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { dryRuns } from '../../db/schema/mailings/dry-runs/dry-runs.ts';
import { Unrecoverable } from '../../jobs/attempt.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { evaluatePlan } from './evaluate-plan.ts';
import { Plan, readPlan } from './plan.ts';
import { nextSlice } from './slices.ts';

interface Ctx {
  db: SystemDatabase;
  /** What the time is taken to be. */
  clock?: () => Date;
  /** So many customers at once (20,000). */
  slice?: number;
}

/** What was written past the functions may be no automation; trying again makes it none. */
function unreadable(error: unknown): never {
  throw error instanceof z.ZodError ? new Unrecoverable('It is no automation') : error;
}

/**
 * The job `run_dry_run` finds out who would get an automation's first message now. It goes through the
 * shop in slices, each of which is committed once; what is tried, and as of when, is what the first found.
 */
export const runDryRun = defineJob({
  kind: 'run_dry_run',
  payload: z.object({ dry_run_id: z.guid() }),
  async run({ db, clock = () => new Date(), slice: size = 20_000 }: Ctx, { payload }) {
    const { dry_run_id: id } = payload;
    const [run] = await db.select().from(dryRuns).where(eq(dryRuns.id, id));
    const plan = run && await planOf(db, run).catch(unreadable);
    if (!plan) return;
    const now = run.as_of ?? clock();
    const slice = await nextSlice(db, { id, shop_id: run.shop_id, size });
    const judge = (tx: SystemDatabase) => evaluatePlan(tx, plan, { id, now, slice });
    return slice.until === null ? judge : { continue: judge };
  },
  onEnd: async (tx, { payload: { dry_run_id }, how }) => {
    const error = how === 'cancelled' ? 'job_cancelled' : 'gave_up';
    await tx.update(dryRuns).set({ state: 'failed', error })
      .where(and(eq(dryRuns.id, dry_run_id), eq(dryRuns.state, 'queued')));
  },
});

/** What the run tries: since it began, whatever is written or published meanwhile. */
const planOf = async (db: SystemDatabase, run: typeof dryRuns.$inferSelect) =>
  run.plan === null ? await readPlan(db, run) : Plan.parse(run.plan);
