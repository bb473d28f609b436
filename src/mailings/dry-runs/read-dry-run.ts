import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { dryRuns } from '../../db/schema/mailings/dry-runs/dry-runs.ts';
import { refuse } from '../../errors.ts';
import type { DryRun } from './contract.ts';
import { presentDryRun } from './present-dry-run.ts';

/**
 * Reads how far a dry run is, and what it came to: for managers of the shop's gym.
 * @throws `dry_run_not_found`
 */
export async function readDryRun(
  { db }: CallerContext,
  { dry_run_id }: { dry_run_id: string },
): Promise<DryRun> {
  const [run] = await db.select().from(dryRuns).where(eq(dryRuns.id, dry_run_id));
  if (!run) throw refuse('dry_run_not_found');
  return presentDryRun(run);
}
