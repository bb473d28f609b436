import type { ForPerson } from '../../contract/for-person.ts';
import type { CallerContext } from '../../db/context.ts';
import { callCheckIn } from './call-check-in.ts';
import type { CheckIn, CheckInInput } from './contract.ts';
import { outcome } from './outcome.ts';

/**
 * Checks somebody in to one date of a class: oneself, a child, or, by staff, a member. Who finds it
 * full waits. A device that was offline says when it was made, which decides. Repeated, it answers how
 * the check-in stands.
 * @throws `class_not_found`, `child_not_found`, `member_not_found`, `not_class_staff` (forbidden),
 *   `made_in_future`, `made_too_long_ago`, `not_on_that_date` (invalid), `class_cancelled`,
 *   `check_in_too_early`, `check_in_too_late`, `class_was_full`, and what dues say: `dues_overdue`,
 *   `dues_frozen`, `punch_card_empty`, `trial_over`, `no_dues_plan` (conflict)
 */
export const checkIn = (
  { db, caller }: CallerContext,
  { class_id, user_id = caller.userId, body }: { class_id: string; body: CheckInInput } & ForPerson,
): Promise<CheckIn> => outcome(db, callCheckIn(class_id, [user_id], body));
