import {
  DirectoryEntry,
  Membership,
  MembershipsQuery,
  MembershipWithPerson,
} from '../../../../src/academy/memberships/contract.ts';
import { joinGym } from '../../../../src/academy/memberships/join-gym.ts';
import { listMembers } from '../../../../src/academy/memberships/list-members.ts';
import { listMemberships } from '../../../../src/academy/memberships/list-memberships.ts';
import { ForPerson } from '../../../../src/contract/for-person.ts';
import { pageOf, PageQuery } from '../../../../src/contract/page.ts';
import { GymParams } from '../../../../src/contract/params.ts';
import type { App } from '../../_shared/http/app.ts';
import { route } from '../../_shared/http/route/route.ts';
import { userStack } from '../../_shared/stacks/user.ts';

export function gymMemberRoutes(app: App): void {
  route(app, userStack, {
    id: 'joinGym',
    method: 'post',
    path: '/gyms/{gym_id}/memberships',
    summary: 'Ask to join, oneself or a child; asking twice is one request',
    params: GymParams,
    query: ForPerson,
    response: Membership,
    status: 201,
    problems: ['gym_not_found', 'already_member', 'membership_denied'],
  }, joinGym);

  route(app, userStack, {
    id: 'listMemberships',
    method: 'get',
    path: '/gyms/{gym_id}/memberships',
    summary: 'Requests and members with the people behind them; for staff',
    params: GymParams,
    query: MembershipsQuery,
    response: pageOf(MembershipWithPerson),
  }, listMemberships);

  route(app, userStack, {
    id: 'listMembers',
    method: 'get',
    path: '/gyms/{gym_id}/members',
    summary: 'Names and roles of who trains here, by name; for members',
    params: GymParams,
    query: PageQuery,
    response: pageOf(DirectoryEntry),
  }, listMembers);
}
