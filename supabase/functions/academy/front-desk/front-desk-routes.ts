import {
  FrontDesk,
  FrontDeskEvent,
  FrontDeskParams,
  LetInFrontDeskInput,
  NewFrontDesk,
} from '../../../../src/academy/front-desk/devices/contract.ts';
import { letInFrontDesk } from '../../../../src/academy/front-desk/devices/let-in-front-desk.ts';
import { listFrontDeskEvents } from '../../../../src/academy/front-desk/devices/list-front-desk-events.ts';
import { listFrontDesks } from '../../../../src/academy/front-desk/devices/list-front-desks.ts';
import { revokeFrontDesk } from '../../../../src/academy/front-desk/devices/revoke-front-desk.ts';
import { pageOf, PageQuery } from '../../../../src/contract/page.ts';
import { GymParams } from '../../../../src/contract/params.ts';
import type { App } from '../../_shared/http/app.ts';
import { route } from '../../_shared/http/route/route.ts';
import { userStack } from '../../_shared/stacks/user.ts';

export function frontDeskRoutes(app: App): void {
  route(app, userStack, {
    id: 'letInFrontDesk',
    method: 'post',
    path: '/gyms/{gym_id}/front-desks',
    summary: 'Let a device in at the door of a gym; for managers',
    description:
      "With its token, told this once, it shows today's classes and checks members in, and does " +
      'nothing else.',
    params: GymParams,
    body: LetInFrontDeskInput,
    response: NewFrontDesk,
    status: 201,
    noStore: true,
    // Not kept for a replay either: the token is nowhere but in the answer.
    idempotent: false,
    problems: ['not_a_manager', 'front_desks_exhausted'],
  }, letInFrontDesk);

  route(app, userStack, {
    id: 'listFrontDesks',
    method: 'get',
    path: '/gyms/{gym_id}/front-desks',
    summary: 'The devices of a gym, newest first, revoked ones too; for managers',
    params: GymParams,
    query: PageQuery,
    response: pageOf(FrontDesk),
  }, listFrontDesks);

  route(app, userStack, {
    id: 'revokeFrontDesk',
    method: 'delete',
    path: '/front-desks/{front_desk_id}',
    summary: 'Revoke a device: from now on its token opens nothing; for managers',
    params: FrontDeskParams,
    problems: ['front_desk_not_found'],
  }, revokeFrontDesk);

  route(app, userStack, {
    id: 'listFrontDeskEvents',
    method: 'get',
    path: '/gyms/{gym_id}/front-desk-events',
    summary: 'Who stood at the front desks of a gym, newest first, wrong tries too; for managers',
    params: GymParams,
    query: PageQuery,
    response: pageOf(FrontDeskEvent),
  }, listFrontDeskEvents);
}
