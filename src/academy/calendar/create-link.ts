import type { CallerContext } from '../../db/context.ts';
import { calendarLinks } from '../../db/schema/academy/schedule/calendar-links.ts';
import { hashOf, newToken } from '../token.ts';
import type { CreateLinkInput, NewCalendarLink } from './contract.ts';
import { linkColumns } from './list-links.ts';

interface Context extends CallerContext {
  /** Where calendars are read: what comes before a link's secret. */
  feeds: string;
}

/**
 * Makes a link under which a calendar program reads the schedule of the caller's gyms, or, for a
 * manager, of one gym. Its secret is in the answer and nowhere else: the database keeps a hash.
 */
export async function createLink(
  { db, caller, feeds }: Context,
  { body: { gym_id } }: { body: CreateLinkInput },
): Promise<NewCalendarLink> {
  const secret = newToken();
  const [link] = await db.insert(calendarLinks).values({
    gym_id,
    user_id: gym_id === null ? caller.userId : null,
    token_hash: await hashOf(secret),
  }).returning(linkColumns);
  return { ...link!, url: `${feeds}/${secret}` };
}
