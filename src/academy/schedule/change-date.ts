import type { CallerContext } from '../../db/context.ts';
import {
  classChanges,
  ON_CLASS_DATE,
  ONCE_A_DATE,
} from '../../db/schema/academy/schedule/class-changes.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import { refuseSchedule } from '../classes/class-refusals.ts';
import { readClass } from '../classes/read-class.ts';
import type { ChangeDateInput, ClassChange } from './contract.ts';

const notThen = () => refuse('not_on_that_date', { field: 'body.class_date' });
const alreadyChanged = () => refuse('date_already_changed');

/**
 * Changes one date of a class: cancels it, moves it to another time of that day, or names a substitute.
 * For managers of the gym; who teaches the class may cancel and name a substitute.
 * @throws `class_not_found`, `not_on_that_date`, `instructor_not_staff` (invalid),
 *   `date_already_changed`, `instructor_busy` (conflict)
 */
export async function changeDate(
  { db, caller }: CallerContext,
  { class_id, body }: { class_id: string; body: ChangeDateInput },
): Promise<ClassChange> {
  const { gym_id } = await readClass({ db }, { class_id });
  const [change] = await db.insert(classChanges)
    .values({ ...body, class_id, gym_id, created_by: caller.userId })
    .returning()
    .catch(onViolation(ON_CLASS_DATE, notThen))
    .catch(onViolation(ONCE_A_DATE, alreadyChanged))
    .catch(refuseSchedule);
  return change!;
}
