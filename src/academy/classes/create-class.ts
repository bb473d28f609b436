import type { CallerContext } from '../../db/context.ts';
import { classes } from '../../db/schema/academy/schedule/classes.ts';
import type { Class, CreateClassInput } from './contract.ts';
import { refuseSchedule } from './class-refusals.ts';

/**
 * Puts a weekly class on a gym's schedule; for its managers. One that takes place once begins and ends
 * on that date.
 * @throws `instructor_not_staff`, `class_length_invalid`, `class_dates_invalid` (invalid),
 *   `instructor_busy` (conflict)
 */
export async function createClass(
  { db, caller }: CallerContext,
  { gym_id, body }: { gym_id: string; body: CreateClassInput },
): Promise<Class> {
  const [created] = await db.insert(classes)
    .values({ ...body, gym_id, created_by: caller.userId })
    .returning().catch(refuseSchedule);
  return created!;
}
