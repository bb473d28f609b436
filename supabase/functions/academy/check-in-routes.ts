import { z } from 'zod';
import { acceptOffer, declineOffer } from '../../../src/academy/check-ins/answer-offer.ts';
import { bookClass } from '../../../src/academy/check-ins/book-class.ts';
import { cancelCheckIn } from '../../../src/academy/check-ins/cancel-check-in.ts';
import { checkInMany } from '../../../src/academy/check-ins/check-in-many.ts';
import { checkIn } from '../../../src/academy/check-ins/check-in.ts';
import {
  BookInput,
  CancelInput,
  CheckedIn,
  CheckIn,
  CheckInInput,
  CheckInManyInput,
  CheckInParams,
  ForMember,
  GymCheckInsQuery,
  MyCheckInsQuery,
} from '../../../src/academy/check-ins/contract.ts';
import { listGymCheckIns } from '../../../src/academy/check-ins/list-gym-check-ins.ts';
import { listMyCheckIns } from '../../../src/academy/check-ins/list-my-check-ins.ts';
import { duesRefusals } from '../../../src/db/schema/billing/dues/check-ins/dues-refusals.ts';
import { pageOf } from '../../../src/contract/page.ts';
import { ClassParams, GymParams } from '../../../src/contract/params.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

/** What is wrong with a class and its date. */
const ofClass = ['class_not_found', 'not_on_that_date', 'class_cancelled'] as const;
const ofCheckIn = [
  ...['not_class_staff', 'made_in_future', 'made_too_long_ago'] as const,
  ...ofClass,
] as const;

export function checkInRoutes(app: App): void {
  route(app, userStack, {
    id: 'bookClass',
    method: 'post',
    path: '/classes/{class_id}/bookings',
    summary: 'Book a place ahead, or wait for one when the class is full',
    params: ClassParams,
    query: ForMember,
    body: BookInput,
    response: CheckIn,
    status: 201,
    problems: [
      ...ofClass,
      'child_not_found',
      'member_not_found',
      'bookings_not_taken',
      'booking_too_early',
      'booking_too_late',
      'check_in_no_show',
      ...duesRefusals.values,
    ],
  }, bookClass);

  route(app, userStack, {
    id: 'checkIn',
    method: 'post',
    path: '/classes/{class_id}/check-ins',
    summary: 'Check in, from 30 minutes before the start until the end; when it is full, wait',
    description:
      'A device that was offline sends `made_at`, at most a day later; that time decides, and nobody ' +
      'loses a place to it. Staff set window, capacity and dues aside with a `reason`.',
    params: ClassParams,
    query: ForMember,
    body: CheckInInput,
    response: CheckIn,
    status: 201,
    problems: [
      ...ofCheckIn,
      'child_not_found',
      'member_not_found',
      'check_in_too_early',
      'check_in_too_late',
      'class_was_full',
      ...duesRefusals.values,
    ],
  }, checkIn);

  route(app, userStack, {
    id: 'checkInMany',
    method: 'post',
    path: '/classes/{class_id}/check-ins/bulk',
    summary: 'Check many in at once, past dates too; for staff, and for guardians their children',
    description: 'Tells for each what came of it. Sent again, it changes nothing.',
    params: ClassParams,
    body: CheckInManyInput,
    response: z.object({ items: z.array(CheckedIn) }),
    problems: ofCheckIn,
  }, checkInMany);

  route(app, userStack, {
    id: 'cancelCheckIn',
    method: 'post',
    path: '/check-ins/{check_in_id}/cancel',
    summary: 'Take a booking back or leave the queue; staff cancel anything',
    params: CheckInParams,
    body: CancelInput,
    response: CheckIn,
    problems: [
      'check_in_not_found',
      'not_class_staff',
      'cancel_too_late',
      'check_in_present',
      'check_in_no_show',
    ],
  }, cancelCheckIn);

  route(app, userStack, {
    id: 'acceptOffer',
    method: 'post',
    path: '/check-ins/{check_in_id}/accept',
    summary: 'Take the place that is held',
    params: CheckInParams,
    response: CheckIn,
    problems: ['check_in_not_found', 'not_offered'],
  }, acceptOffer);

  route(app, userStack, {
    id: 'declineOffer',
    method: 'post',
    path: '/check-ins/{check_in_id}/decline',
    summary: 'Give up the place that is held, for who is next',
    params: CheckInParams,
    response: CheckIn,
    problems: ['check_in_not_found', 'not_offered'],
  }, declineOffer);

  route(app, userStack, {
    id: 'listMyCheckIns',
    method: 'get',
    path: '/check-ins',
    summary: 'Bookings and check-ins of mine, or of a child of mine, the latest made first',
    query: MyCheckInsQuery,
    response: pageOf(CheckIn),
  }, listMyCheckIns);

  route(app, userStack, {
    id: 'listGymCheckIns',
    method: 'get',
    path: '/gyms/{gym_id}/check-ins',
    summary: 'Bookings and check-ins in a gym, the latest made first; for staff',
    params: GymParams,
    query: GymCheckInsQuery,
    response: pageOf(CheckIn),
  }, listGymCheckIns);
}
