import { checkInAtDesk } from '../../../src/academy/front-desk/check-in-at-desk.ts';
import {
  DeskCheckIn,
  DeskCheckInInput,
  DeskDay,
} from '../../../src/academy/front-desk/contract.ts';
import type { PinDigest } from '../../../src/academy/front-desk/pins/pin-digest.ts';
import { readDeskDay } from '../../../src/academy/front-desk/read-desk-day.ts';
import { duesRefusals } from '../../../src/db/schema/billing/dues/check-ins/dues-refusals.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { deskStack } from '../_shared/stacks/desk.ts';
import { withContext } from '../_shared/stacks/with-context.ts';

/** @param digestOf what PINs become before they go to the database */
export function frontDeskRoutes(app: App, digestOf: PinDigest): void {
  route(app, deskStack, {
    id: 'readDeskDay',
    method: 'get',
    path: '/classes',
    summary: "Today's classes of the gym, by its clock",
    description:
      'What starts today, what still runs since yesterday, and what starts within half an hour.',
    response: DeskDay,
  }, readDeskDay);

  route(app, withContext(deskStack, { digestOf }), {
    id: 'checkInAtDesk',
    method: 'post',
    path: '/check-ins',
    summary: 'Check a member in by PIN or by the code that their app shows',
    description:
      'A code is good once, whatever comes of it. Ten wrong tries in ten minutes lock the device, fifty ' +
      "wrong PINs in a day the gym's PINs, and five used or expired codes in ten minutes the member: " +
      'for a quarter of an hour, as `Retry-After` says.',
    body: DeskCheckInInput,
    response: DeskCheckIn,
    noStore: true,
    problems: [
      'front_desk_locked',
      'not_today',
      'pin_wrong',
      'check_in_code_wrong',
      'check_in_code_used',
      'check_in_code_expired',
      'not_a_member',
      'class_cancelled',
      'check_in_too_early',
      'check_in_too_late',
      'class_was_full',
      ...duesRefusals.values,
    ],
  }, checkInAtDesk);
}
