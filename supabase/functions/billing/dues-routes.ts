import {
  AtClassQuery,
  ClassParams,
  DuesAtClass,
} from '../../../src/billing/dues/classes/contract.ts';
import { listDuesAtClass } from '../../../src/billing/dues/classes/list-dues-at-class.ts';
import { archivePlan } from '../../../src/billing/dues/plans/archive-plan.ts';
import {
  CreatePlanInput,
  DuesPlan,
  PlanParams,
  UpdatePlanInput,
} from '../../../src/billing/dues/plans/contract.ts';
import { createPlan } from '../../../src/billing/dues/plans/create-plan.ts';
import { listPlans } from '../../../src/billing/dues/plans/list-plans.ts';
import { readPlan } from '../../../src/billing/dues/plans/read-plan.ts';
import { updatePlan } from '../../../src/billing/dues/plans/update-plan.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import { GymParams } from '../../../src/contract/params.ts';
import { z } from 'zod';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function duesPlanRoutes(app: App): void {
  route(app, userStack, {
    id: 'createDuesPlan',
    method: 'post',
    path: '/gyms/{gym_id}/dues-plans',
    summary: 'Write down a plan of a gym; for its managers',
    description: '`monthly` has a price; `family` also `person_price`, for each person after the ' +
      'first; `punch_card` has `punches` and may have `valid_days`; `trial` has one of them, or both.',
    params: GymParams,
    body: CreatePlanInput,
    response: DuesPlan,
    status: 201,
    versioned: true,
    problems: ['not_a_manager', 'dues_terms_invalid'],
  }, createPlan);

  route(app, userStack, {
    id: 'listDuesPlans',
    method: 'get',
    path: '/gyms/{gym_id}/dues-plans',
    summary: 'The plans of a gym, the latest first; for its members',
    params: GymParams,
    query: PageQuery,
    response: pageOf(DuesPlan),
  }, listPlans);

  route(app, userStack, {
    id: 'readDuesPlan',
    method: 'get',
    path: '/dues-plans/{plan_id}',
    summary: 'One plan',
    params: PlanParams,
    response: DuesPlan,
    versioned: true,
    problems: ['dues_plan_not_found'],
  }, readPlan);

  route(app, userStack, {
    id: 'updateDuesPlan',
    method: 'patch',
    path: '/dues-plans/{plan_id}',
    summary: 'Change a plan for those who begin on it later; for managers',
    params: PlanParams,
    body: UpdatePlanInput,
    response: DuesPlan,
    versioned: true,
    problems: ['dues_plan_not_found', 'not_a_manager', 'dues_terms_invalid', 'dues_plan_archived'],
  }, updatePlan);

  route(app, userStack, {
    id: 'archiveDuesPlan',
    method: 'post',
    path: '/dues-plans/{plan_id}/archive',
    summary: 'Have nobody begin on a plan any more; for managers',
    params: PlanParams,
    response: DuesPlan,
    problems: ['dues_plan_not_found', 'not_a_manager', 'dues_plan_archived'],
  }, archivePlan);

  route(app, userStack, {
    id: 'listDuesAtClass',
    method: 'get',
    path: '/classes/{class_id}/dues',
    summary: 'How the dues of those stand who come to a class about now, in a word; for its staff',
    description: 'Empty for others, and for classes of other days.',
    params: ClassParams,
    query: AtClassQuery,
    response: z.object({ items: z.array(DuesAtClass) }),
    noStore: true,
  }, listDuesAtClass);
}
