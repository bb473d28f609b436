import { eq, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { calendarLinks } from '../../db/schema/academy/schedule/calendar-links.ts';
import { refuse } from '../../errors.ts';

/**
 * Revokes a link: one's own, or one of a gym that one manages. It opens nothing from then on; to revoke
 * it again changes nothing.
 * @throws `calendar_link_not_found`
 */
export async function revokeLink(
  { db }: CallerContext,
  { link_id }: { link_id: string },
): Promise<void> {
  const [revoked] = await db.update(calendarLinks).set({ revoked_at: sql`now()` })
    .where(eq(calendarLinks.id, link_id)).returning({ id: calendarLinks.id });
  if (!revoked) throw refuse('calendar_link_not_found');
}
