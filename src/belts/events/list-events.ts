import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { gradingEvents } from '../../db/schema/belts/graduations/grading-events.ts';
import type { GradingEvent } from './contract.ts';

/** Lists the grading events of a gym, the latest written down first; for its members. */
export const listEvents = (
  { db }: CallerContext,
  { gym_id, page }: { gym_id: string; page: PageRequest },
): Promise<Slice<GradingEvent>> =>
  newestFirst(gradingEvents).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(gradingEvents).where(and(eq(gradingEvents.gym_id, gym_id), where))
        .orderBy(...orderBy).limit(limit),
  );
