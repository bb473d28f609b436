import { eq } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { notifications } from '../../db/schema/notifications/notifications.ts';
import { refuse } from '../../errors.ts';

/** Refuses a notification that is not there: `notification_not_found`. */
export async function assertNotification(db: SystemDatabase, id: string): Promise<void> {
  const [row] = await db.select({ id: notifications.id }).from(notifications)
    .where(eq(notifications.id, id));
  if (!row) throw refuse('notification_not_found');
}
