import { z } from 'zod';
import { approveMembership } from '../../../../src/academy/memberships/approve-membership.ts';
import { changeRole } from '../../../../src/academy/memberships/change-role.ts';
import { denyMembership } from '../../../../src/academy/memberships/deny-membership.ts';
import { endMembership } from '../../../../src/academy/memberships/end-membership.ts';
import { listMyMemberships } from '../../../../src/academy/memberships/list-my-memberships.ts';
import {
  ApproveInput,
  ChangeRoleInput,
  Membership,
  MembershipParams,
  MembershipWithGym,
} from '../../../../src/academy/memberships/contract.ts';
import { ForPerson } from '../../../../src/contract/for-person.ts';
import type { App } from '../../_shared/http/app.ts';
import { route } from '../../_shared/http/route/route.ts';
import { userStack } from '../../_shared/stacks/user.ts';

export function membershipRoutes(app: App): void {
  route(app, userStack, {
    id: 'listMyMemberships',
    method: 'get',
    path: '/memberships',
    summary: 'Where I or a child of mine belong, asked to, or once belonged',
    query: ForPerson,
    response: z.object({ items: z.array(MembershipWithGym) }),
  }, listMyMemberships);

  route(app, userStack, {
    id: 'approveMembership',
    method: 'post',
    path: '/memberships/{membership_id}/approve',
    summary: 'Let someone in who asked; for managers',
    params: MembershipParams,
    body: ApproveInput,
    response: Membership,
    problems: ['membership_not_found', 'not_a_manager', 'membership_approved', 'membership_left'],
  }, approveMembership);

  route(app, userStack, {
    id: 'denyMembership',
    method: 'post',
    path: '/memberships/{membership_id}/deny',
    summary: 'Turn a request down; for managers',
    params: MembershipParams,
    response: Membership,
    problems: [
      'membership_not_found',
      'not_a_manager',
      'membership_approved',
      'membership_denied',
      'membership_left',
    ],
  }, denyMembership);

  route(app, userStack, {
    id: 'changeRole',
    method: 'patch',
    path: '/memberships/{membership_id}',
    summary: 'Make a member a student, an instructor or a manager; for managers',
    params: MembershipParams,
    body: ChangeRoleInput,
    response: Membership,
    problems: [
      'membership_not_found',
      'not_a_manager',
      'manager_stays',
      'membership_pending',
      'membership_denied',
      'membership_left',
    ],
  }, changeRole);

  route(app, userStack, {
    id: 'endMembership',
    method: 'delete',
    path: '/memberships/{membership_id}',
    summary: 'Leave, take a request back, or remove a member',
    params: MembershipParams,
    problems: ['membership_not_found', 'not_a_manager', 'manager_stays', 'membership_left'],
  }, endMembership);
}
