import { z } from 'zod';
import { Plan, PlanParams, PutPlanInput } from '../../../src/agent/plans/contract.ts';
import { listPlans } from '../../../src/agent/plans/list-plans.ts';
import { putPlan } from '../../../src/agent/plans/put-plan.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { systemStack } from '../_shared/stacks/system.ts';
import { audited } from './audited.ts';

export function planRoutes(app: App): void {
  route(app, systemStack, {
    id: 'listPlans',
    method: 'get',
    path: '/plans',
    summary: 'What each plan allows',
    response: z.object({ items: z.array(Plan) }),
  }, listPlans);

  route(app, systemStack, {
    id: 'putPlan',
    method: 'put',
    path: '/plans/{plan}',
    summary: 'Change what a plan allows, from the next question on',
    params: PlanParams,
    body: PutPlanInput,
    response: Plan,
  }, audited('putPlan', putPlan, ({ plan, body }) => ({ plan, ...body })));
}
