import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { duesPlans } from '../../../db/schema/billing/dues/plans/dues-plans.ts';
import { isVersion } from '../../../db/version.ts';
import type { DuesPlan, UpdatePlanInput } from './contract.ts';
import { onPlanWrite, planRefusal } from './plan-refusals.ts';

/**
 * Changes a plan for those who begin on it later, for managers; accounts keep the terms they began on.
 * @throws `dues_plan_not_found`, `not_a_manager` (forbidden), `dues_terms_invalid` (invalid),
 *   `dues_plan_archived` (conflict), `precondition_failed`
 */
export async function updatePlan(
  { db }: CallerContext,
  { plan_id, body, version }: {
    plan_id: string;
    body: UpdatePlanInput;
    version: Date | undefined;
  },
): Promise<DuesPlan> {
  const [changed] = await db.update(duesPlans).set(body)
    .where(and(eq(duesPlans.id, plan_id), isVersion(duesPlans, version)))
    .returning().catch(onPlanWrite);
  if (!changed) throw await planRefusal(db, plan_id, version);
  return changed;
}
