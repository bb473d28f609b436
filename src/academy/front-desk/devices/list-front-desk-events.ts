import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../../db/keyset.ts';
import { frontDeskEvents } from '../../../db/schema/academy/front-desk/front-desk-events.ts';
import type { FrontDeskEvent } from './contract.ts';

/** Lists what happened at the front desks of a gym, newest first; for its managers. */
export const listFrontDeskEvents = (
  { db }: CallerContext,
  { gym_id, page }: { gym_id: string; page: PageRequest },
): Promise<Slice<FrontDeskEvent>> =>
  newestFirst(frontDeskEvents).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(frontDeskEvents).where(and(eq(frontDeskEvents.gym_id, gym_id), where))
        .orderBy(...orderBy).limit(limit),
  );
