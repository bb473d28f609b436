import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import type { ChangeNotificationInput, Notification } from './contract.ts';
import { writtenBy } from './outcome.ts';

/**
 * Changes a notification that is still to be sent: for who sent it and the managers of the gym.
 * @throws `notification_not_found`, `not_the_sender` (forbidden), `notification_sent`,
 *   `notification_failed` (conflict), `precondition_failed`, and what `sendNotification` throws
 */
export const changeNotification = (
  { db }: CallerContext,
  { gym_id, notification_id, body, version }: {
    gym_id: string;
    notification_id: string;
    body: ChangeNotificationInput;
    version: Date | undefined;
  },
): Promise<Notification> =>
  writtenBy(
    db,
    sql`private.change_notification(${gym_id}, ${notification_id},
      ${version?.toISOString() ?? null}::timestamptz, ${JSON.stringify(body)}::jsonb)`,
  );
