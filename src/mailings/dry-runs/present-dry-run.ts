import type { dryRuns } from '../../db/schema/mailings/dry-runs/dry-runs.ts';
import { countedOf } from '../totals.ts';
import type { DryRun } from './contract.ts';

/** Shows a run as the contract has it, its counts summed up. */
export function presentDryRun({ totals, plan: _, ...run }: typeof dryRuns.$inferSelect): DryRun {
  if (totals === null) return { ...run, totals };
  const { rescheduled, refused, not_planned, ...rest } = totals;
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
