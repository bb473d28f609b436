import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { notificationChannels } from '../../db/schema/notifications/notifications.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { DEVICE_GONE, type Outcome, type PushService, type SendMail } from '../../sending.ts';
import { forgetDevices } from '../../sending/forget-devices.ts';
import { mailNotConfigured } from '../../sending/not-configured.ts';
import type { SendingTimes } from '../../sending/times.ts';
import { cameOf, NothingSent, type Trouble, troubleOf } from '../../sending/trouble.ts';
import {
  type Batch,
  claimDeliveries,
  type ClaimedDelivery,
  giveUpLost,
} from './claim-deliveries.ts';
import { type Content, mailOf, pushOf, readContent } from './messages.ts';
import { settleDeliveries } from './settle-deliveries.ts';

export interface SendingContext {
  db: SystemDatabase;
  push: PushService;
  /** Without it no mail leaves, and the jobs of mails die. */
  sendMail?: SendMail | undefined;
  times: SendingTimes;
}

/**
 * The job `send_notifications` hands the deliveries of a notification over, a hundred by a call, until
 * none is left. It goes in short slices, each behind whatever else is due by then: what one gym sends
 * to thousands keeps no other waiting. Every claim is committed before its call.
 */
export const sendNotifications = defineJob({
  kind: 'send_notifications',
  payload: z.object({ notification_id: z.guid(), channel: notificationChannels.schema }),
  async run(ctx: SendingContext, { payload: batch, job, signal, deadline }) {
    const { db, times } = ctx;
    await takeUpAgain(db, job.id);
    await giveUpLost(db, batch);
    const content = await readContent(db, batch.notification_id);
    // It was removed since, and its deliveries with it.
    if (!content) return;
    const until = Math.min(Date.now() + times.sliceMs, deadline - times.callMs);
    let came = 0;
    let trouble: Trouble | undefined;
    while (Date.now() < until && !signal.aborted && !trouble) {
      const sent = await sendSome(ctx, batch, content);
      if (sent.found === 0) break;
      came += sent.came;
      trouble = sent.trouble;
    }
    const next = await nextDue(db, batch);
    if (!next) {
      // Whatever was added meanwhile is seen by what it was added with, or here.
      return (tx) =>
        tx.execute(sql`select private.enqueue_deliveries(${batch.notification_id}::uuid)`);
    }
    if (trouble && came === 0) throw new NothingSent(`Nothing was sent: ${trouble.reason}`);
    const pause = trouble ? Date.now() + (trouble.retryAfterMs ?? times.pauseMs) : 0;
    const due = Math.max(next.getTime(), pause);
    return {
      continue: () => Promise.resolve(),
      ...due > Date.now() && { run_at: new Date(due) },
    };
  },
  async onEnd(tx, { payload: { notification_id, channel }, job, how }) {
    await tx.execute(sql`
      update private.notification_deliveries
      set state = 'failed', reason = ${how === 'cancelled' ? 'cancelled' : 'gave_up'},
        claim = ${job.id}::uuid
      where notification_id = ${notification_id}::uuid and channel = ${channel}
        and state = 'pending'`);
  },
});

/** One call: claims, hands over, and writes what became of it. */
async function sendSome(
  { db, push, sendMail = mailNotConfigured, times }: SendingContext,
  batch: Batch,
  content: Content,
): Promise<{ found: number; came: number; trouble?: Trouble | undefined }> {
  const claim = randomUUID();
  const written_at = new Date();
  const found = await claimDeliveries(db, batch, claim, times.claimMs);
  const claimed = found.filter(({ state }) => state === 'sending');
  if (claimed.length === 0) return { found: found.length, came: found.length };
  const outcomes = batch.channel === 'push'
    ? await push.send(claimed.map(({ target }) => pushOf(content, target)))
    : await sendMail(claimed.map(({ target }) => mailOf(content, target)));
  const receiptsAfterMs = batch.channel === 'push' ? times.receiptsAfterMs : undefined;
  await settleDeliveries(db, claim, claimed, outcomes, receiptsAfterMs);
  await forgetDevices(db, goneAmong(claimed, outcomes, written_at));
  return { found: found.length, came: cameOf(outcomes), trouble: troubleOf(outcomes) };
}

const goneAmong = (
  claimed: readonly ClaimedDelivery[],
  outcomes: readonly Outcome[],
  written_at: Date,
) =>
  claimed.flatMap(({ user_id, target }, i) => {
    const outcome = outcomes[i];
    const gone = outcome?.is === 'refused' && outcome.reason === DEVICE_GONE;
    return gone ? [{ user_id, token: target, written_at }] : [];
  });

/** When something is due again: what waits, or what is in the hands of somebody. */
async function nextDue(
  db: SystemDatabase,
  { notification_id, channel }: Batch,
): Promise<Date | undefined> {
  const of = sql`d.notification_id = ${notification_id}::uuid and d.channel = ${channel}`;
  const [row] = await db.execute<{ due: string | null }>(sql`
    select least(
      (select min(d.not_before) from private.notification_deliveries d
        where ${of} and d.state = 'pending'),
      (select min(d.claimed_until) from private.notification_deliveries d
        where ${of} and d.state = 'sending')
    ) as due`);
  return row?.due ? new Date(row.due) : undefined;
}

/** A dead or cancelled job that is replayed tries again what it had given up: it was not sent. */
async function takeUpAgain(db: SystemDatabase, job_id: string): Promise<void> {
  await db.execute(sql`
    update private.notification_deliveries set state = 'pending', reason = null, claim = null
    where state = 'failed' and claim = ${job_id}::uuid`);
}
