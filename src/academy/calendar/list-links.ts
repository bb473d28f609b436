import { desc, eq, getTableColumns, or, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { calendarLinks } from '../../db/schema/academy/schedule/calendar-links.ts';
import type { CalendarLink } from './contract.ts';

const { token_hash: _hash, ...readable } = getTableColumns(calendarLinks);
/** What API roles may read: all but the hash. */
export const linkColumns = readable;

/** Lists the caller's own links and those of the gyms they manage, newest first, revoked ones too. */
export const listLinks = async (
  { db, caller }: CallerContext,
): Promise<{ items: CalendarLink[] }> => ({
  items: await db.select(linkColumns).from(calendarLinks).where(or(
    eq(calendarLinks.user_id, caller.userId),
    sql`${calendarLinks.gym_id} = any ((select private.gym_ids('MANAGER'))::uuid[])`,
  )).orderBy(desc(calendarLinks.created_at), desc(calendarLinks.id)).limit(200),
});
