import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';
import type { Notification } from './contract.ts';
import { sentNotifications } from './list-notifications.ts';

/**
 * Reads what the staff of a gym wrote to members, and how many have read it: for that staff.
 * @throws `notification_not_found`
 */
export async function readNotification(
  { db }: CallerContext,
  { gym_id, notification_id }: { gym_id: string; notification_id: string },
): Promise<Notification> {
  const call = sql`private.sent_notifications(${gym_id}, ${notification_id}, null, null, 1)`;
  const [found] = await sentNotifications(db, call);
  if (!found) throw refuse('notification_not_found');
  return found;
}
