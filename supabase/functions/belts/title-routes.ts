import {
  RecordTitleInput,
  Title,
  TitleParams,
  TitlesQuery,
} from '../../../src/belts/titles/contract.ts';
import { listGymTitles } from '../../../src/belts/titles/list-gym-titles.ts';
import { listTitles } from '../../../src/belts/titles/list-titles.ts';
import { recordTitle } from '../../../src/belts/titles/record-title.ts';
import { removeTitle } from '../../../src/belts/titles/remove-title.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import { GymParams } from '../../../src/contract/params.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function titleRoutes(app: App): void {
  route(app, userStack, {
    id: 'recordTitle',
    method: 'post',
    path: '/gyms/{gym_id}/titles',
    summary: 'Write down what a member won; for staff, and never about themselves or their child',
    params: GymParams,
    body: RecordTitleInput,
    response: Title,
    status: 201,
    problems: [
      ...['not_belt_staff', 'member_not_found', 'title_in_future', 'rank_unknown'] as const,
      'title_recorded',
    ],
  }, recordTitle);

  route(app, userStack, {
    id: 'listGymTitles',
    method: 'get',
    path: '/gyms/{gym_id}/titles',
    summary: 'The titles that a gym’s staff wrote down, the latest first; for staff',
    params: GymParams,
    query: PageQuery,
    response: pageOf(Title),
  }, listGymTitles);

  route(app, userStack, {
    id: 'listTitles',
    method: 'get',
    path: '/titles',
    summary: 'What I won, a child of mine, or for staff a member',
    query: TitlesQuery,
    response: pageOf(Title),
  }, listTitles);

  route(app, userStack, {
    id: 'removeTitle',
    method: 'delete',
    path: '/titles/{title_id}',
    summary: 'Take a title away that was written down by mistake; for staff of that gym',
    params: TitleParams,
    problems: ['title_not_found', 'not_belt_staff'],
  }, removeTitle);
}
