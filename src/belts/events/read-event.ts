import { and, asc, eq, isNull } from 'drizzle-orm';
import type { CallerDatabase } from '../../db/client.ts';
import type { CallerContext } from '../../db/context.ts';
import { gradingEvents } from '../../db/schema/belts/graduations/grading-events.ts';
import { graduations } from '../../db/schema/belts/graduations/graduations.ts';
import { refuse } from '../../errors.ts';
import { history } from '../graduations/history.ts';
import type { HeldEvent } from './contract.ts';

/** An event with those of its graduations that the caller may see; undefined where it is not theirs. */
export async function findEvent(db: CallerDatabase, id: string): Promise<HeldEvent | undefined> {
  const [event] = await db.select().from(gradingEvents).where(eq(gradingEvents.id, id));
  const graded = event && await history(db)
    .where(and(eq(graduations.event_id, id), isNull(graduations.voids)))
    .orderBy(asc(graduations.user_id));
  return event && { ...event, graduations: graded! };
}

/**
 * Reads a grading event: for members of the gym, each of whom sees their own graduation, and staff all.
 * @throws `grading_event_not_found`
 */
export async function readEvent(
  { db }: Pick<CallerContext, 'db'>,
  { event_id }: { event_id: string },
): Promise<HeldEvent> {
  const event = await findEvent(db, event_id);
  if (!event) throw refuse('grading_event_not_found');
  return event;
}
