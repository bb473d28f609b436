import { z } from 'zod';
import { approveMembership } from '../../../src/academy/memberships/approve-membership.ts';
import { changeRole } from '../../../src/academy/memberships/change-role.ts';
import { denyMembership } from '../../../src/academy/memberships/deny-membership.ts';
import { endMembership } from '../../../src/academy/memberships/end-membership.ts';
import { listMyMemberships } from '../../../src/academy/memberships/list-my-memberships.ts';
import {
  ApproveInput,
  ChangeRoleInput,
  Membership,
  MembershipWithGym,
} from '../../../src/academy/contract.ts';
import type { App } from '../_shared/http/app.ts';
import { userRoute } from '../_shared/stacks/user-route.ts';

const MembershipParams = z.object({ membership_id: z.uuid() });

const problems = {
  403: 'Not a manager of this gym',
  404: 'No such membership',
  409: 'The membership is not in the status this needs',
};

export function membershipRoutes(app: App): void {
  userRoute(app, {
    id: 'listMyMemberships',
    method: 'get',
    path: '/memberships',
    summary: 'Where I belong, asked to, or once belonged',
    response: z.object({ items: z.array(MembershipWithGym) }),
  }, async ({ db, caller }) => ({ items: await listMyMemberships(db, caller) }));

  userRoute(app, {
    id: 'approveMembership',
    method: 'post',
    path: '/memberships/{membership_id}/approve',
    summary: 'Let someone in who asked; for managers',
    params: MembershipParams,
    body: ApproveInput,
    response: Membership,
    problems,
  }, ({ db, caller, params, body }) => approveMembership(db, caller, params.membership_id, body));

  userRoute(app, {
    id: 'denyMembership',
    method: 'post',
    path: '/memberships/{membership_id}/deny',
    summary: 'Turn a request down; for managers',
    params: MembershipParams,
    response: Membership,
    problems,
  }, ({ db, caller, params }) => denyMembership(db, caller, params.membership_id));

  userRoute(app, {
    id: 'changeRole',
    method: 'patch',
    path: '/memberships/{membership_id}',
    summary: 'Make a member a student, an instructor or a manager; for managers',
    params: MembershipParams,
    body: ChangeRoleInput,
    response: Membership,
    problems,
  }, ({ db, caller, params, body }) => changeRole(db, caller, params.membership_id, body));

  userRoute(app, {
    id: 'endMembership',
    method: 'delete',
    path: '/memberships/{membership_id}',
    summary: 'Leave, take a request back, or remove a member',
    params: MembershipParams,
    problems,
  }, ({ db, params }) => endMembership(db, params.membership_id));
}
