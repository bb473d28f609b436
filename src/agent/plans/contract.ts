import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { timestamps } from '../../contract/fields.ts';
import { monthlyQuestions, planQuotas } from '../../db/schema/agent/usage/plan-quotas.ts';
import { plans } from '../../db/schema/identity/user-profiles.ts';

const questions = monthlyQuestions.schema.meta({
  description: 'Questions to the assistant in a calendar month',
});

export const Plan = createSelectSchema(planQuotas, { agent_requests: questions, ...timestamps })
  .pick({ plan: true, agent_requests: true, updated_at: true }).meta({
    id: 'Plan',
    example: { plan: 'pro', agent_requests: 1000, updated_at: EXAMPLE.founded },
  });
export type Plan = z.output<typeof Plan>;

export const PlanParams = z.object({ plan: plans.schema });
export type PlanParams = z.output<typeof PlanParams>;

export const PutPlanInput = z.strictObject({ agent_requests: questions })
  .meta({ id: 'PutPlanInput', example: { agent_requests: 1000 } });
export type PutPlanInput = z.output<typeof PutPlanInput>;
