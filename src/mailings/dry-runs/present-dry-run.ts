import { z } from 'zod';
import type { dryRuns } from '../../db/schema/mailings/dry-runs/dry-runs.ts';
import { countedOf } from '../totals.ts';
import type { DryRun } from './contract.ts';

const counts = z.record(z.string(), z.int());

/** As a run leaves them; the Data API's system may have written anything. */
const Kept = z.object({
  customers: z.int(),
  planned: z.int(),
  to_send: z.int(),
  held_out: z.int(),
  rescheduled: counts,
  refused: counts,
  not_planned: counts,
});

/** Shows a run as the contract has it, its counts summed up; without those that are none. */
export function presentDryRun({ totals, plan: _, ...run }: typeof dryRuns.$inferSelect): DryRun {
  const kept = Kept.safeParse(totals);
  if (!kept.success) return { ...run, totals: null };
  const { rescheduled, refused, not_planned, ...rest } = kept.data;
  return {
    ...run,
    totals: {
      ...rest,
      rescheduled: countedOf(rescheduled),
      refused: countedOf(refused),
      not_planned: countedOf(not_planned),
    },
  };
}
