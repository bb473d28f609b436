import { z } from 'zod';
import { changeDate } from '../../../../src/academy/schedule/change-date.ts';
import { closeGym } from '../../../../src/academy/schedule/close-gym.ts';
import {
  ChangeDateInput,
  ChangeParams,
  ClassChange,
  CloseGymInput,
  Occurrence,
  OccurrencesQuery,
} from '../../../../src/academy/schedule/contract.ts';
import { listChanges } from '../../../../src/academy/schedule/list-changes.ts';
import { listOccurrences } from '../../../../src/academy/schedule/list-occurrences.ts';
import { removeChange } from '../../../../src/academy/schedule/remove-change.ts';
import { pageOf, PageQuery } from '../../../../src/contract/page.ts';
import { ClassParams, GymParams } from '../../../../src/contract/params.ts';
import type { App } from '../../_shared/http/app.ts';
import { route } from '../../_shared/http/route/route.ts';
import { userStack } from '../../_shared/stacks/user.ts';

export function scheduleRoutes(app: App): void {
  route(app, userStack, {
    id: 'listOccurrences',
    method: 'get',
    path: '/gyms/{gym_id}/occurrences',
    summary: 'What happens on some dates, in order, cancelled classes too; for members',
    params: GymParams,
    query: OccurrencesQuery,
    response: z.object({ items: z.array(Occurrence) }),
  }, listOccurrences);

  route(app, userStack, {
    id: 'changeDate',
    method: 'post',
    path: '/classes/{class_id}/changes',
    summary: 'Cancel, move or hand over one date of a class; for managers and who teaches it',
    description:
      'Who teaches a class may cancel a date and name a substitute; managers also move it.',
    params: ClassParams,
    body: ChangeDateInput,
    response: ClassChange,
    status: 201,
    problems: [
      'class_not_found',
      'not_on_that_date',
      'date_already_changed',
      'instructor_busy',
      'instructor_not_staff',
    ],
  }, changeDate);

  route(app, userStack, {
    id: 'closeGym',
    method: 'post',
    path: '/gyms/{gym_id}/closures',
    summary: 'Close a gym from one date to another; for managers',
    params: GymParams,
    body: CloseGymInput,
    response: ClassChange,
    status: 201,
  }, closeGym);

  route(app, userStack, {
    id: 'listChanges',
    method: 'get',
    path: '/gyms/{gym_id}/changes',
    summary: 'Changes of dates and closures, the latest made first; for members',
    params: GymParams,
    query: PageQuery,
    response: pageOf(ClassChange),
  }, listChanges);

  route(app, userStack, {
    id: 'removeChange',
    method: 'delete',
    path: '/changes/{change_id}',
    summary: 'Take a change or a closure back; for managers and who made it',
    params: ChangeParams,
    problems: ['change_not_found', 'not_a_manager', 'instructor_busy'],
  }, removeChange);
}
