import type { CallerContext } from '../../db/context.ts';
import { callCheckIn } from './call-check-in.ts';
import type { CheckInRefusal } from './check-in-refusals.ts';
import type { CheckedIn, CheckInManyInput } from './contract.ts';
import { outcomes, refusalOf } from './outcome.ts';

/** What is wrong with the whole list, not with somebody on it. */
const ofAll: readonly CheckInRefusal[] = [
  ...['class_not_found', 'not_class_staff', 'made_in_future', 'made_too_long_ago'] as const,
  ...['not_on_that_date', 'class_cancelled'] as const,
];

/**
 * Checks many people in to one date of a class, in their order and in one statement: members by
 * staff, past dates too, or several children by their guardian. Tells for each what came of it;
 * repeated, it changes nothing.
 * @throws `class_not_found`, `not_class_staff` (forbidden), `made_in_future`, `made_too_long_ago`,
 *   `not_on_that_date` (invalid), `class_cancelled` (conflict)
 */
export async function checkInMany(
  { db }: CallerContext,
  { class_id, body: { user_ids, ...body } }: { class_id: string; body: CheckInManyInput },
): Promise<{ items: CheckedIn[] }> {
  const told = await outcomes(db, callCheckIn(class_id, user_ids, body));
  const items = told.map((one): CheckedIn => {
    if (one.refusal === null) return { user_id: one.person!, refusal: null, check_in: one.checkIn };
    if (ofAll.includes(one.refusal)) throw refusalOf(one);
    return { user_id: one.person!, refusal: one.refusal, check_in: null };
  });
  return { items };
}
