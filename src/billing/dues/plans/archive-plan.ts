import { eq, sql } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { duesPlans } from '../../../db/schema/billing/dues/plans/dues-plans.ts';
import type { DuesPlan } from './contract.ts';
import { onPlanWrite, planRefusal } from './plan-refusals.ts';

/**
 * Archives a plan, for managers: nobody begins on it any more, and who did goes on.
 * @throws `dues_plan_not_found`, `not_a_manager` (forbidden), `dues_plan_archived` (conflict)
 */
export async function archivePlan(
  { db }: CallerContext,
  { plan_id }: { plan_id: string },
): Promise<DuesPlan> {
  const [archived] = await db.update(duesPlans).set({ archived_at: sql`now()` })
    .where(eq(duesPlans.id, plan_id)).returning().catch(onPlanWrite);
  if (!archived) throw await planRefusal(db, plan_id, undefined);
  return archived;
}
