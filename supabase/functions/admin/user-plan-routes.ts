import { pageOf } from '../../../src/contract/page.ts';
import { UserParams } from '../../../src/identity/account/contract.ts';
import {
  PutUserPlanInput,
  UserPlan,
  UserPlansQuery,
} from '../../../src/identity/plans/contract.ts';
import { listUserPlans } from '../../../src/identity/plans/list-user-plans.ts';
import { putUserPlan } from '../../../src/identity/plans/put-user-plan.ts';
import { readUserPlan } from '../../../src/identity/plans/read-user-plan.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { systemStack } from '../_shared/stacks/system.ts';
import { audited } from './audited.ts';

export function userPlanRoutes(app: App): void {
  route(app, systemStack, {
    id: 'listUserPlans',
    method: 'get',
    path: '/user-plans',
    summary: 'Who has which plan, those who came last first',
    query: UserPlansQuery,
    response: pageOf(UserPlan),
  }, listUserPlans);

  route(app, systemStack, {
    id: 'readUserPlan',
    method: 'get',
    path: '/user-plans/{user_id}',
    summary: 'Somebody’s plan',
    params: UserParams,
    response: UserPlan,
    versioned: true,
    problems: ['user_not_found'],
  }, readUserPlan);

  route(app, systemStack, {
    id: 'putUserPlan',
    method: 'put',
    path: '/user-plans/{user_id}',
    summary: 'Give somebody a plan, from their next question on',
    description: 'Of somebody who pays by Stripe its next news is what holds.',
    params: UserParams,
    body: PutUserPlanInput,
    response: UserPlan,
    versioned: true,
    problems: ['user_not_found'],
  }, audited('putUserPlan', putUserPlan, ({ user_id, body }) => ({ user_id, ...body })));
}
