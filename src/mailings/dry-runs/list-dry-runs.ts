import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { dryRuns } from '../../db/schema/mailings/dry-runs/dry-runs.ts';
import type { DryRun } from './contract.ts';
import { presentDryRun } from './present-dry-run.ts';

/** Lists the dry runs of an automation, newest first: for managers of the shop's gym. */
export async function listDryRuns(
  { db }: CallerContext,
  { automation_id, page }: { automation_id: string; page: PageRequest },
): Promise<Slice<DryRun>> {
  const { items, next } = await newestFirst(dryRuns).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(dryRuns).where(and(eq(dryRuns.automation_id, automation_id), where))
        .orderBy(...orderBy).limit(limit),
  );
  return { items: items.map(presentDryRun), next };
}
