import {
  EventParams,
  GradingEvent,
  HeldEvent,
  HoldEventInput,
} from '../../../src/belts/events/contract.ts';
import { holdEvent } from '../../../src/belts/events/hold-event.ts';
import { listEvents } from '../../../src/belts/events/list-events.ts';
import { readEvent } from '../../../src/belts/events/read-event.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import { GymParams } from '../../../src/contract/params.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';
import { ofPromotion } from './graduation-routes.ts';

export function eventRoutes(app: App): void {
  route(app, userStack, {
    id: 'holdGradingEvent',
    method: 'post',
    path: '/gyms/{gym_id}/grading-events',
    summary: 'Promote many on one day, all or nobody; for staff',
    description:
      'As many promotions. One who is not eligible refuses all, and `errors` says who and why, ' +
      'unless a reason of theirs sets the rules aside. Sent again with an `id` of one’s own, it ' +
      'changes nothing and answers the same.',
    params: GymParams,
    body: HoldEventInput,
    response: HeldEvent,
    status: 201,
    problems: [...ofPromotion, 'grading_event_differs'],
  }, holdEvent);

  route(app, userStack, {
    id: 'listGradingEvents',
    method: 'get',
    path: '/gyms/{gym_id}/grading-events',
    summary: 'The grading events of a gym, the latest written down first; for its members',
    params: GymParams,
    query: PageQuery,
    response: pageOf(GradingEvent),
  }, listEvents);

  route(app, userStack, {
    id: 'readGradingEvent',
    method: 'get',
    path: '/grading-events/{event_id}',
    summary: 'A grading event, with my graduation and my children’s, or for staff all',
    params: EventParams,
    response: HeldEvent,
    problems: ['grading_event_not_found'],
  }, readEvent);
}
