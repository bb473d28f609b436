import { and, count, eq, isNull } from 'drizzle-orm';
import type { ForPerson } from '../../contract/for-person.ts';
import type { CallerContext } from '../../db/context.ts';
import { notificationRecipients } from '../../db/schema/notifications/notification-recipients.ts';
import type { Unread } from './contract.ts';

/** Counts what the caller, or a child of theirs, has not read. */
export async function countUnread(
  { db, caller }: CallerContext,
  { user_id = caller.userId }: ForPerson,
): Promise<Unread> {
  const [row] = await db.select({ unread: count() }).from(notificationRecipients).where(and(
    eq(notificationRecipients.user_id, user_id),
    isNull(notificationRecipients.viewed_at),
  ));
  return row!;
}
