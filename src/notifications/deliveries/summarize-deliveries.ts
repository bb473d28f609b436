import { asc, count, eq } from 'drizzle-orm';
import type { SystemContext } from '../../db/context.ts';
import { deliveries } from '../../db/schema/notifications/deliveries.ts';
import { assertNotification } from './assert-notification.ts';
import { type DeliveriesParams, type DeliverySummary, OUTCOME_UNKNOWN } from './contract.ts';

/**
 * Counts what a notification's messages came to, by channel, state and reason.
 * @throws `notification_not_found`
 */
export async function summarizeDeliveries(
  { db }: SystemContext,
  { notification_id }: DeliveriesParams,
): Promise<DeliverySummary> {
  const { channel, state, reason } = deliveries;
  const items = await db.select({ channel, state, reason, count: count() }).from(deliveries)
    .where(eq(deliveries.notification_id, notification_id))
    .groupBy(channel, state, reason).orderBy(asc(channel), asc(state), asc(reason));
  if (items.length === 0) await assertNotification(db, notification_id);
  return {
    notification_id,
    items: items.map((item) => ({ ...item, may_repeat: item.reason === OUTCOME_UNKNOWN })),
  };
}
