import { sql } from 'drizzle-orm';
import type { ForPerson } from '../../contract/for-person.ts';
import type { CallerContext } from '../../db/context.ts';
import type { BookInput, CheckIn } from './contract.ts';
import { outcome } from './outcome.ts';

/**
 * Books a place on one date of a class, or waits for one when it is full: for oneself, a child, or, by
 * staff, a member. Repeated, it answers how the booking stands.
 * @throws `class_not_found`, `child_not_found`, `member_not_found`, `not_on_that_date` (invalid),
 *   `class_cancelled`, `bookings_not_taken`, `booking_too_early`, `booking_too_late`,
 *   `check_in_no_show`, and what dues say: `dues_overdue`, `dues_frozen`, `punch_card_empty`,
 *   `trial_over`, `no_dues_plan` (conflict)
 */
export const bookClass = (
  { db, caller }: CallerContext,
  { class_id, user_id = caller.userId, body: { class_date } }:
    & { class_id: string; body: BookInput }
    & ForPerson,
): Promise<CheckIn> => outcome(db, sql`private.book_class(${class_id}, ${class_date}, ${user_id})`);
