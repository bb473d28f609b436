import { createGym } from '../../../src/academy/gyms/create-gym.ts';
import { listGyms } from '../../../src/academy/gyms/list-gyms.ts';
import { readGym } from '../../../src/academy/gyms/read-gym.ts';
import { updateGym } from '../../../src/academy/gyms/update-gym.ts';
import { CreateGymInput, Gym, GymParams, UpdateGymInput } from '../../../src/academy/contract.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import type { App } from '../_shared/http/app.ts';
import { userRoute } from '../_shared/stacks/user-route.ts';

export function gymRoutes(app: App): void {
  userRoute(app, {
    id: 'listGyms',
    method: 'get',
    path: '/gyms',
    summary: 'The gyms one can ask to join, newest first',
    query: PageQuery,
    response: pageOf(Gym),
  }, ({ db, query, paginate }) => paginate(query, (page) => listGyms(db, page)));

  userRoute(app, {
    id: 'createGym',
    method: 'post',
    path: '/gyms',
    summary: 'Found a gym and become its manager',
    body: CreateGymInput,
    response: Gym,
    status: 201,
    version: (gym) => gym.updated_at,
  }, ({ db, caller, body }) => createGym(db, caller, body));

  userRoute(app, {
    id: 'readGym',
    method: 'get',
    path: '/gyms/{gym_id}',
    summary: 'One gym',
    params: GymParams,
    response: Gym,
    version: (gym) => gym.updated_at,
    problems: { 404: 'No such gym' },
  }, ({ db, params }) => readGym(db, params.gym_id));

  userRoute(
    app,
    {
      id: 'updateGym',
      method: 'patch',
      path: '/gyms/{gym_id}',
      summary: 'Change a gym, or hand it over; for its managers',
      params: GymParams,
      body: UpdateGymInput,
      response: Gym,
      version: (gym) => gym.updated_at,
      problems: {
        403: 'Not a manager of this gym',
        404: 'No such gym',
        412: 'The gym has changed since it was read',
        422: 'The new manager is not a member',
      },
    },
    ({ db, params, body, expectedVersion }) => updateGym(db, params.gym_id, body, expectedVersion),
  );
}
