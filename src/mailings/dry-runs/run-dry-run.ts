import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { dryRuns } from '../../db/schema/mailings/dry-runs/dry-runs.ts';
import { Unrecoverable } from '../../jobs/attempt.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { evaluatePlan } from './evaluate-plan.ts';
import { readPlan } from './plan.ts';

interface Ctx {
  db: SystemDatabase;
  /** What the time is taken to be. */
  clock?: () => Date;
}

/** What was written past the functions may be no automation; trying again makes it none. */
function unreadable(error: unknown): never {
  throw error instanceof z.ZodError ? new Unrecoverable('It is no automation') : error;
}

/**
 * The job `run_dry_run` finds out who would get an automation's first message now. It judges all of a
 * shop in one statement, which is its effect.
 */
export const runDryRun = defineJob({
  kind: 'run_dry_run',
  payload: z.object({ dry_run_id: z.guid() }),
  async run({ db, clock = () => new Date() }: Ctx, { payload: { dry_run_id } }) {
    const [run] = await db.select().from(dryRuns).where(eq(dryRuns.id, dry_run_id));
    const plan = run && await readPlan(db, run).catch(unreadable);
    if (!plan) return;
    return (tx) => evaluatePlan(tx, plan, { id: dry_run_id, now: clock() });
  },
  onEnd: async (tx, { payload: { dry_run_id }, how }) => {
    const error = how === 'cancelled' ? 'job_cancelled' : 'gave_up';
    await tx.update(dryRuns).set({ state: 'failed', error })
      .where(and(eq(dryRuns.id, dry_run_id), eq(dryRuns.state, 'queued')));
  },
});
