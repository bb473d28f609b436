import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ValueOf } from '../../db/declare/choice.ts';
import type { notificationChannels } from '../../db/schema/notifications/notifications.ts';
import type { SystemDatabase } from '../../db/client.ts';
import { MESSAGES_PER_CALL } from '../../sending.ts';

/** What is sent by one job: the deliveries of a notification by one channel. */
export interface Batch {
  notification_id: string;
  channel: ValueOf<typeof notificationChannels>;
}

const Claimed = z.object({
  id: z.string(),
  user_id: z.string(),
  target: z.string(),
  state: z.enum(['sending', 'dropped']),
  attempts: z.number(),
});
export type ClaimedDelivery = z.output<typeof Claimed>;

/** Who is still to be reached there: a device may be somebody else's by now, an address given up. */
const reachable: Record<Batch['channel'], { by: SQL; or: string }> = {
  push: {
    by: sql`exists (
      select from public.push_tokens t where t.token = d.target and t.user_id = d.user_id
    )`,
    or: 'no_device',
  },
  email: {
    by: sql`exists (
      select from public.users u where u.id = d.user_id and u.email = d.target
    )`,
    or: 'address_changed',
  },
};

/**
 * Takes up to a hundred deliveries that are due, in one statement; no two workers ever get the same.
 * What is claimed counts as handed over from here on: if nothing is heard of it until `claimMs` have
 * passed, its outcome is unknown. What nobody is to be reached by any more is dropped on the way.
 *
 * @returns what was taken or dropped; empty where nothing is due
 */
export async function claimDeliveries(
  db: SystemDatabase,
  { notification_id, channel }: Batch,
  claim: string,
  claimMs: number,
): Promise<ClaimedDelivery[]> {
  const { by, or } = reachable[channel];
  const rows = await db.execute(sql`
    with due as materialized (
      select d.id, ${by} as reachable from private.notification_deliveries d
      where d.notification_id = ${notification_id}::uuid and d.channel = ${channel}
        and d.state = 'pending' and d.not_before <= now()
      order by d.not_before, d.id limit ${MESSAGES_PER_CALL} for update of d skip locked
    )
    update private.notification_deliveries d set
      state = case when due.reachable then 'sending' else 'dropped' end,
      reason = case when not due.reachable then ${or} end,
      attempts = d.attempts + due.reachable::integer,
      claim = case when due.reachable then ${claim}::uuid end,
      claimed_until = case when due.reachable
        then now() + ${claimMs}::float8 * interval '1 millisecond' end
    from due where d.id = due.id
    returning d.id, d.user_id, d.target, d.state, d.attempts`);
  return rows.map((row) => Claimed.parse(row));
}

/**
 * Ends deliveries whose worker was not heard of in time: the call may have been made, so nobody makes it
 * again. Up to a thousand, of one batch or of all.
 */
export async function giveUpLost(db: SystemDatabase, batch?: Batch): Promise<void> {
  const among = batch
    ? sql`and notification_id = ${batch.notification_id}::uuid and channel = ${batch.channel}`
    : sql``;
  await db.execute(sql`
    update private.notification_deliveries
    set state = 'failed', reason = 'outcome_unknown', claim = null, claimed_until = null
    where id = any(array(
      select id from private.notification_deliveries
      where state = 'sending' and claimed_until <= now() ${among}
      order by claimed_until limit 1000 for update skip locked
    ))`);
}
