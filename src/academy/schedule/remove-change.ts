import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { classChanges } from '../../db/schema/academy/schedule/class-changes.ts';
import { refuse } from '../../errors.ts';
import { refuseSchedule } from '../classes/class-refusals.ts';

/**
 * Takes a change or a closure back. For managers of the gym, and for who made it while they teach the
 * class.
 * @throws `change_not_found`, `not_a_manager` (forbidden), `instructor_busy` (conflict) when the
 *   instructor has something else at that time by now
 */
export async function removeChange(
  { db }: CallerContext,
  { change_id }: { change_id: string },
): Promise<void> {
  const [removed] = await db.delete(classChanges).where(eq(classChanges.id, change_id))
    .returning({ id: classChanges.id }).catch(refuseSchedule);
  if (removed) return;
  const [seen] = await db.select({ id: classChanges.id }).from(classChanges)
    .where(eq(classChanges.id, change_id));
  throw refuse(seen ? 'not_a_manager' : 'change_not_found');
}
