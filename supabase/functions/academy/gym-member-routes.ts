import { joinGym } from '../../../src/academy/memberships/join-gym.ts';
import { listMembers } from '../../../src/academy/memberships/list-members.ts';
import { listMemberships } from '../../../src/academy/memberships/list-memberships.ts';
import {
  DirectoryEntry,
  GymParams,
  Membership,
  MembershipsQuery,
  MembershipWithPerson,
} from '../../../src/academy/contract.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import type { App } from '../_shared/http/app.ts';
import { userRoute } from '../_shared/stacks/user-route.ts';

export function gymMemberRoutes(app: App): void {
  userRoute(app, {
    id: 'joinGym',
    method: 'post',
    path: '/gyms/{gym_id}/memberships',
    summary: 'Ask to join; asking twice is one request',
    params: GymParams,
    response: Membership,
    status: 201,
    problems: { 404: 'No such gym', 409: 'Already a member, or denied' },
  }, ({ db, caller, params }) => joinGym(db, caller, params.gym_id));

  userRoute(
    app,
    {
      id: 'listMemberships',
      method: 'get',
      path: '/gyms/{gym_id}/memberships',
      summary: 'Requests and members with the people behind them; for staff',
      params: GymParams,
      query: MembershipsQuery,
      response: pageOf(MembershipWithPerson),
    },
    ({ db, params, query, paginate }) =>
      paginate(query, (page) => listMemberships(db, params.gym_id, query.status, page)),
  );

  userRoute(
    app,
    {
      id: 'listMembers',
      method: 'get',
      path: '/gyms/{gym_id}/members',
      summary: 'Names and roles of who trains here, by name; for members',
      params: GymParams,
      query: PageQuery,
      response: pageOf(DirectoryEntry),
    },
    ({ db, params, query, paginate }) =>
      paginate(query, (page) => listMembers(db, params.gym_id, page)),
  );
}
