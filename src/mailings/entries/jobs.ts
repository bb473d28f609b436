import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemContext } from '../../db/context.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { advanceEntries } from './advance-entries.ts';
import { enterAutomations } from './enter-automations.ts';
import { evaluateShop, shopsToEvaluate } from './evaluate-automations.ts';

/** What these jobs are handed; the clock is set by whoever simulates one. */
export interface EntriesContext extends SystemContext {
  clock?: (() => Date) | undefined;
}

const now = ({ clock }: EntriesContext): Date => clock?.() ?? new Date();

/** A slice takes little; this is for the last one to end. */
const LEFT_FOR_THE_LAST = 10_000;

/** The recurring job `enter_automations` lets customers enter by what happened to them. */
export const enterAutomationsJob = defineJob({
  kind: 'enter_automations',
  payload: z.object({}),
  everySeconds: 60,
  async run(ctx: EntriesContext, { deadline }) {
    const done = await enterAutomations({
      db: ctx.db,
      now: now(ctx),
      before: deadline - LEFT_FOR_THE_LAST,
    });
    return () => Promise.resolve(done);
  },
});

/** The recurring job `advance_entries` takes on whoever is due. */
export const advanceEntriesJob = defineJob({
  kind: 'advance_entries',
  payload: z.object({}),
  everySeconds: 60,
  async run(ctx: EntriesContext, { deadline }) {
    const done = await advanceEntries({
      db: ctx.db,
      now: now(ctx),
      before: deadline - LEFT_FOR_THE_LAST,
    });
    return () => Promise.resolve(done);
  },
});

/** The job `evaluate_shop_automations` looks who in a shop is absent or has a birthday. */
export const evaluateShopAutomations = defineJob({
  kind: 'evaluate_shop_automations',
  payload: z.object({ shop_id: z.guid() }),
  async run(ctx: EntriesContext, { payload }) {
    const done = await evaluateShop({ db: ctx.db, now: now(ctx) }, payload.shop_id);
    return () => Promise.resolve(done);
  },
});

/** The recurring job `evaluate_automations` has every shop that waits for it looked through, each hour. */
export const evaluateAutomationsJob = defineJob({
  kind: 'evaluate_automations',
  payload: z.object({}),
  everySeconds: 3600,
  async run({ db }: EntriesContext) {
    await db.execute(sql`
      select private.enqueue_job(
        ${evaluateShopAutomations.kind}, jsonb_build_object('shop_id', s.id), s.id::text
      )
      from (${shopsToEvaluate()}) s`);
  },
});
