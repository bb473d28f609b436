import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import type { Notification, SendNotificationInput } from './contract.ts';
import { writtenBy } from './outcome.ts';

/**
 * Writes to members of a gym, for its staff: now or at a time to come. Whom it is for is found out by
 * the job `resolve_notification` when it is due, so what is answered is pending.
 * @throws `not_staff_here`, `not_your_class` (forbidden), `class_not_found`, `scheduled_in_past`,
 *   `scheduled_too_late` (invalid)
 */
export const sendNotification = (
  { db }: CallerContext,
  { gym_id, body }: { gym_id: string; body: SendNotificationInput },
): Promise<Notification> => {
  const { kind, channel, title, content, audience, scheduled_for } = body;
  return writtenBy(
    db,
    sql`private.send_notification(${gym_id}, ${kind}, ${channel}, ${title}, ${content},
      ${JSON.stringify(audience)}::jsonb, ${scheduled_for?.toISOString() ?? null}::timestamptz)`,
  );
};
