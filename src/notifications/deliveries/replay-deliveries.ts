import { sql } from 'drizzle-orm';
import type { SystemContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';
import { assertNotification } from './assert-notification.ts';
import {
  type DeliveriesParams,
  OUTCOME_UNKNOWN,
  type ReplayDeliveriesInput,
  type ReplayedDeliveries,
} from './contract.ts';

const SLICE = 10_000;

/**
 * Has messages of a notification that failed sent again, as the operator decides: the only way back
 * for one whose outcome is unknown, which may come twice.
 *
 * @throws `deliveries_may_repeat` (conflict) where that is not accepted, `notification_not_found`
 */
export async function replayDeliveries(
  { db }: SystemContext,
  { notification_id, body: { reasons, may_repeat } }: DeliveriesParams & {
    body: ReplayDeliveriesInput;
  },
): Promise<ReplayedDeliveries> {
  if (reasons.includes(OUTCOME_UNKNOWN) && !may_repeat) {
    throw refuse('deliveries_may_repeat', { field: 'body.may_repeat' });
  }
  return await db.transaction(async (tx) => {
    const { count } = await tx.execute(sql`
      update private.notification_deliveries
      set state = 'pending', reason = null, claim = null, attempts = 0,
        not_before = date_trunc('milliseconds', now())
      where id = any(array(
        select id from private.notification_deliveries
        where notification_id = ${notification_id}::uuid and state = 'failed'
          and reason = any(${sql.param(reasons)}::text[])
        limit ${SLICE} for update skip locked
      ))`);
    if (count === 0) await assertNotification(tx, notification_id);
    else await tx.execute(sql`select private.enqueue_deliveries(${notification_id}::uuid)`);
    return { replayed: count };
  });
}
