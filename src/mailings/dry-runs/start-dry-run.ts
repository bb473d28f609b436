import { sql } from 'drizzle-orm';
import { callForRows } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { dryRuns } from '../../db/schema/mailings/dry-runs/dry-runs.ts';
import { onViolations } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import type { DryRun, StartDryRunInput } from './contract.ts';
import { presentDryRun } from './present-dry-run.ts';

/**
 * Has it found out who would get an automation's first message now, as a manager of the shop's gym. Where
 * that is under way, it is answered instead of a second one.
 * @throws `automation_not_found`, `automation_archived`, `automation_not_published`,
 * `dry_run_queued` (conflicts)
 */
export async function startDryRun(
  { db }: CallerContext,
  { automation_id, body: { of } }: { automation_id: string; body: StartDryRunInput },
): Promise<DryRun> {
  const call = sql`private.start_dry_run(${automation_id}, ${of})`;
  const [run] = await callForRows(db, dryRuns, call).catch(onViolations({
    automation_archived: () => refuse('automation_archived'),
    automation_not_published: () => refuse('automation_not_published'),
    dry_run_queued: () => refuse('dry_run_queued'),
  }));
  if (!run) throw refuse('automation_not_found');
  return presentDryRun(run);
}
