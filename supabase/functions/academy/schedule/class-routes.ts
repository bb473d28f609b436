import {
  Class,
  CreateClassInput,
  ReachQuery,
  UpdateClassInput,
} from '../../../../src/academy/classes/contract.ts';
import { createClass } from '../../../../src/academy/classes/create-class.ts';
import { listClasses } from '../../../../src/academy/classes/list-classes.ts';
import { readClass } from '../../../../src/academy/classes/read-class.ts';
import { removeClass } from '../../../../src/academy/classes/remove-class.ts';
import { updateClass } from '../../../../src/academy/classes/update-class.ts';
import { pageOf, PageQuery } from '../../../../src/contract/page.ts';
import { ClassParams, GymParams } from '../../../../src/contract/params.ts';
import type { App } from '../../_shared/http/app.ts';
import { route } from '../../_shared/http/route/route.ts';
import { userStack } from '../../_shared/stacks/user.ts';

/** What the rules of a schedule refuse. */
const scheduled = [
  'instructor_busy',
  'instructor_not_staff',
  'class_length_invalid',
  'class_dates_invalid',
] as const;

export function classRoutes(app: App): void {
  route(app, userStack, {
    id: 'listClasses',
    method: 'get',
    path: '/gyms/{gym_id}/classes',
    summary: 'The weekly classes of a gym, newest first; for its members',
    params: GymParams,
    query: PageQuery,
    response: pageOf(Class),
  }, listClasses);

  route(app, userStack, {
    id: 'createClass',
    method: 'post',
    path: '/gyms/{gym_id}/classes',
    summary: 'Put a weekly class on the schedule; for managers',
    description:
      'A class that takes place once begins and ends on its date. Nobody teaches two classes of a ' +
      'gym at once.',
    params: GymParams,
    body: CreateClassInput,
    response: Class,
    status: 201,
    versioned: true,
    problems: scheduled,
  }, createClass);

  route(app, userStack, {
    id: 'readClass',
    method: 'get',
    path: '/classes/{class_id}',
    summary: 'One weekly class; for members',
    params: ClassParams,
    response: Class,
    versioned: true,
    problems: ['class_not_found'],
  }, readClass);

  route(app, userStack, {
    id: 'updateClass',
    method: 'patch',
    path: '/classes/{class_id}',
    summary: 'Change a class on all dates, or from one on; for managers',
    description:
      'With `from` the class that was ends on the day before, and the answer is another of the same ' +
      'series that goes on from there. One date alone is changed by `changeDate`.',
    params: ClassParams,
    query: ReachQuery,
    body: UpdateClassInput,
    response: Class,
    versioned: true,
    problems: ['class_not_found', 'not_a_manager', ...scheduled],
  }, updateClass);

  route(app, userStack, {
    id: 'removeClass',
    method: 'delete',
    path: '/classes/{class_id}',
    summary: 'Take a class off the schedule, altogether or from a date on; for managers',
    params: ClassParams,
    query: ReachQuery,
    problems: ['class_not_found', 'not_a_manager'],
  }, removeClass);
}
