import { eq } from 'drizzle-orm';
import type { ForPerson } from '../../contract/for-person.ts';
import type { CallerContext } from '../../db/context.ts';
import { notificationPreferences } from '../../db/schema/notifications/notification-preferences.ts';
import type { NotificationPreference } from './contract.ts';

/** Lists what the caller, or a child of theirs, has chosen to be told: one row a kind and channel. */
export async function listPreferences(
  { db, caller }: CallerContext,
  { user_id = caller.userId }: ForPerson,
): Promise<{ items: NotificationPreference[] }> {
  const { user_id: whose, kind, channel } = notificationPreferences;
  const items = await db.select().from(notificationPreferences).where(eq(whose, user_id))
    .orderBy(kind, channel);
  return { items };
}
