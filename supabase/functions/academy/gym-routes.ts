import { CreateGymInput, Gym, UpdateGymInput } from '../../../src/academy/gyms/contract.ts';
import { createGym } from '../../../src/academy/gyms/create-gym.ts';
import { listGyms } from '../../../src/academy/gyms/list-gyms.ts';
import { readGym } from '../../../src/academy/gyms/read-gym.ts';
import { updateGym } from '../../../src/academy/gyms/update-gym.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import { GymParams } from '../../../src/contract/params.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function gymRoutes(app: App): void {
  route(app, userStack, {
    id: 'listGyms',
    method: 'get',
    path: '/gyms',
    summary: 'The gyms one can ask to join, newest first',
    query: PageQuery,
    response: pageOf(Gym),
  }, listGyms);

  route(app, userStack, {
    id: 'createGym',
    method: 'post',
    path: '/gyms',
    summary: 'Found a gym and become its manager',
    body: CreateGymInput,
    response: Gym,
    status: 201,
    versioned: true,
  }, createGym);

  route(app, userStack, {
    id: 'readGym',
    method: 'get',
    path: '/gyms/{gym_id}',
    summary: 'One gym',
    params: GymParams,
    response: Gym,
    versioned: true,
    problems: ['gym_not_found'],
  }, readGym);

  route(app, userStack, {
    id: 'updateGym',
    method: 'patch',
    path: '/gyms/{gym_id}',
    summary: 'Change a gym, or hand it over; for its managers',
    params: GymParams,
    body: UpdateGymInput,
    response: Gym,
    versioned: true,
    problems: ['gym_not_found', 'not_a_manager', 'manager_not_a_member'],
  }, updateGym);
}
