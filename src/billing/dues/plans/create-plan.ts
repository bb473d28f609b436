import type { CallerContext } from '../../../db/context.ts';
import { duesPlans } from '../../../db/schema/billing/dues/plans/dues-plans.ts';
import type { CreatePlanInput, DuesPlan } from './contract.ts';
import { onPlanWrite } from './plan-refusals.ts';

/**
 * Writes down a plan of a gym, for its managers.
 * @throws `not_a_manager` (forbidden), `dues_terms_invalid` (invalid)
 */
export async function createPlan(
  { db }: CallerContext,
  { gym_id, body }: { gym_id: string; body: CreatePlanInput },
): Promise<DuesPlan> {
  const [plan] = await db.insert(duesPlans).values({ ...body, gym_id }).returning()
    .catch(onPlanWrite);
  return plan!;
}
