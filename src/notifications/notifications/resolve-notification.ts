import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { notifications } from '../../db/schema/notifications/notifications.ts';
import { defineJob } from '../../jobs/define-job.ts';

/**
 * The job `resolve_notification` sends a notification that is due: `private.resolve_notification` finds
 * out whom it is for, and makes what is delivered. The database enqueues it with the notification. When
 * the queue gives up on it, nobody is told, and the staff who sent it see that.
 */
export const resolveNotification = defineJob({
  kind: 'resolve_notification',
  payload: z.object({ notification_id: z.guid() }),
  run: (_ctx: object, { payload: { notification_id } }) =>
    Promise.resolve(async (tx) => {
      const [row] = await tx.execute<{ status: string | null }>(
        sql`select private.resolve_notification(${notification_id}, now()) as status`,
      );
      return { status: row!.status };
    }),
  async onEnd(tx, { payload: { notification_id } }) {
    await tx.update(notifications).set({ status: 'failed', failure: 'unresolved' })
      .where(and(eq(notifications.id, notification_id), eq(notifications.status, 'pending')));
  },
});
