import type { SystemContext } from '../../db/context.ts';
import { planQuotas } from '../../db/schema/agent/usage/plan-quotas.ts';
import type { Plan, PlanParams, PutPlanInput } from './contract.ts';

/** Changes what a plan allows in a month, for everybody who has it and from the next question on. */
export async function putPlan(
  { db }: SystemContext,
  { plan, body }: PlanParams & { body: PutPlanInput },
): Promise<Plan> {
  const [quota] = await db.insert(planQuotas).values({ plan, ...body })
    .onConflictDoUpdate({ target: planQuotas.plan, set: body }).returning();
  return quota!;
}
