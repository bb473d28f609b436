import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { assertDone } from './outcome.ts';

/**
 * Takes back a notification that is still to be sent: for who sent it and the managers of the gym.
 * @throws `notification_not_found`, `not_the_sender` (forbidden), `notification_sent`,
 *   `notification_failed` (conflict)
 */
export async function cancelNotification(
  { db }: CallerContext,
  { gym_id, notification_id }: { gym_id: string; notification_id: string },
): Promise<void> {
  const [row] = await db.execute(
    sql`select private.cancel_notification(${gym_id}, ${notification_id}) as refusal`,
  );
  assertDone(row!.refusal);
}
