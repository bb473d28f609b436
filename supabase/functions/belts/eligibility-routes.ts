import {
  DueQuery,
  Eligibility,
  EligibilityQuery,
  MemberDue,
} from '../../../src/belts/eligibility/contract.ts';
import { listDue } from '../../../src/belts/eligibility/list-due.ts';
import { readEligibility } from '../../../src/belts/eligibility/read-eligibility.ts';
import { pageOf } from '../../../src/contract/page.ts';
import { GymParams, MemberParams } from '../../../src/contract/params.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function eligibilityRoutes(app: App): void {
  route(app, userStack, {
    id: 'readEligibility',
    method: 'get',
    path: '/gyms/{gym_id}/members/{user_id}/eligibility',
    summary: 'What I, a child of mine, or for staff a member lack for the next rank',
    description:
      'By the rules and the history of the day asked. That staff read a child is in the trail.',
    params: MemberParams,
    query: EligibilityQuery,
    response: Eligibility,
    problems: ['member_not_found', 'rank_not_found', 'rank_system_not_found'],
    noStore: true,
  }, readEligibility);

  route(app, userStack, {
    id: 'listDue',
    method: 'get',
    path: '/gyms/{gym_id}/eligibility',
    summary: 'Who is due for their next rank, and from when the others are; for staff',
    description: 'By the day from which all conditions hold; last who can be told no day, as of ' +
      'classes still to come. Of which children it told is in the trail.',
    params: GymParams,
    query: DueQuery,
    response: pageOf(MemberDue),
    noStore: true,
  }, listDue);
}
