import { choices, type ValueOf } from '../../db/declare/choice.ts';
import { duesRefusals } from '../../db/schema/billing/dues/check-ins/dues-refusals.ts';

/** What the functions of check-ins refuse with. */
export const checkInRefusals = choices(
  'class_not_found',
  'child_not_found',
  'member_not_found',
  'check_in_not_found',
  'not_class_staff',
  'made_in_future',
  'made_too_long_ago',
  'not_on_that_date',
  'class_cancelled',
  'bookings_not_taken',
  'booking_too_early',
  'booking_too_late',
  'check_in_too_early',
  'check_in_too_late',
  'class_was_full',
  'cancel_too_late',
  'check_in_present',
  'check_in_no_show',
  'not_offered',
  ...duesRefusals.values,
);
export type CheckInRefusal = ValueOf<typeof checkInRefusals>;
