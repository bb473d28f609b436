import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { duesPlans } from '../../../db/schema/billing/dues/plans/dues-plans.ts';
import { refuse } from '../../../errors.ts';
import type { DuesPlan } from './contract.ts';

/**
 * Reads one plan; for members of its gym.
 * @throws `dues_plan_not_found`
 */
export async function readPlan(
  { db }: CallerContext,
  { plan_id }: { plan_id: string },
): Promise<DuesPlan> {
  const [plan] = await db.select().from(duesPlans).where(eq(duesPlans.id, plan_id));
  if (!plan) throw refuse('dues_plan_not_found');
  return plan;
}
