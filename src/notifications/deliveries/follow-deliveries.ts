import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { inSlices } from '../../jobs/in-slices.ts';
import { DEVICE_GONE, type Receipt, TICKETS_PER_CALL } from '../../sending.ts';
import { forgetDevices } from '../../sending/forget-devices.ts';
import { giveUpLost } from './claim-deliveries.ts';
import type { SendingContext } from './send-notifications.ts';
import { laterOrNever } from './settle-deliveries.ts';

/** Expo forgets receipts after a day; what has none by then stays `sent`. */
const ASK_HOURS = 24;

/**
 * The recurring job `follow_deliveries` asks what became of messages that were taken, and forgets
 * devices that are gone. It also ends claims that nobody was heard of, of jobs that ended themselves.
 */
export const followDeliveries = defineJob({
  kind: 'follow_deliveries',
  payload: z.object({}),
  everySeconds: 60,
  async run({ db, push, times }: Omit<SendingContext, 'sendMail'>, { signal, deadline }) {
    await giveUpLost(db);
    return await inSlices({ signal, until: deadline - times.callMs }, async () => {
      const asked = await ticketsDue(db);
      if (asked.length === 0) return false;
      const receipts = await push.readReceipts(asked.map(({ ticket }) => ticket));
      await settle(db, asked, receipts, times.receiptsAfterMs);
      await forgetDevices(
        db,
        asked.flatMap(({ ticket, user_id, target, sent_at }) => {
          const receipt = receipts.get(ticket);
          const gone = receipt?.is === 'refused' && receipt.reason === DEVICE_GONE;
          return gone ? [{ user_id, token: target, written_at: sent_at }] : [];
        }),
      );
      return true;
    });
  },
});

const Asked = z.object({
  id: z.string(),
  user_id: z.string(),
  target: z.string(),
  ticket: z.string(),
  attempts: z.number(),
  sent_at: z.coerce.date(),
});
type Asked = z.output<typeof Asked>;

async function ticketsDue(db: SystemDatabase): Promise<Asked[]> {
  const rows = await db.execute(sql`
    select id, user_id, target, ticket, attempts, sent_at from private.notification_deliveries
    where state = 'sent' and receipt_at <= now()
    order by receipt_at limit ${TICKETS_PER_CALL}`);
  return rows.map((row) => Asked.parse(row));
}

/** Writes what the receipts say, and has what may be sent again sent; the rest is asked for again. */
async function settle(
  db: SystemDatabase,
  asked: readonly Asked[],
  receipts: ReadonlyMap<string, Receipt>,
  againAfterMs: number,
): Promise<void> {
  const ends = asked.map(({ id, ticket, attempts }) => ({
    id,
    ticket,
    ...endOf(receipts.get(ticket), attempts),
  }));
  await db.transaction(async (tx) => {
    const pending = await tx.execute<{ notification_id: string }>(sql`
      with ended as (
        update private.notification_deliveries d set
          state = e.state, reason = e.reason,
          receipt_at = case when e.state = 'sent'
            and d.sent_at + make_interval(hours => ${ASK_HOURS}) > now() + again.after
            then now() + again.after end,
          not_before = case when e.pause_s > 0
            then now() + e.pause_s * interval '1 second' else d.not_before end
        from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb)
          as e(id uuid, ticket text, state text, reason text, pause_s integer),
          (select greatest(${againAfterMs}::float8, 1000) * interval '1 millisecond') as again(after)
        where d.id = e.id and d.ticket = e.ticket and d.state = 'sent'
        returning d.notification_id, d.state
      )
      select distinct notification_id from ended where state = 'pending' order by 1`);
    for (const { notification_id } of pending) {
      await tx.execute(sql`select private.enqueue_deliveries(${notification_id}::uuid)`);
    }
  });
}

function endOf(receipt: Receipt | undefined, attempts: number) {
  if (!receipt) return { state: 'sent' as const };
  if (receipt.is === 'delivered') return { state: 'delivered' as const };
  if (receipt.is === 'refused') return { state: 'failed' as const, reason: receipt.reason };
  return laterOrNever(receipt.reason, attempts);
}
