import { and, eq } from 'drizzle-orm';
import type { ForPerson } from '../../contract/for-person.ts';
import type { CallerContext } from '../../db/context.ts';
import { notificationPreferences } from '../../db/schema/notifications/notification-preferences.ts';
import { refuse } from '../../errors.ts';
import type { PreferenceParams } from './contract.ts';

/**
 * Takes a choice back: then everything of the kind is told by the channel, at any time.
 * @throws `notification_preference_not_found`
 */
export async function removePreference(
  { db, caller }: CallerContext,
  { user_id = caller.userId, kind, channel }: ForPerson & PreferenceParams,
): Promise<void> {
  const [removed] = await db.delete(notificationPreferences).where(and(
    eq(notificationPreferences.user_id, user_id),
    eq(notificationPreferences.kind, kind),
    eq(notificationPreferences.channel, channel),
  )).returning({ id: notificationPreferences.id });
  if (!removed) throw refuse('notification_preference_not_found');
}
