import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { messageChannel } from '../../db/schema/store/enums.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { NothingSent, type Trouble } from '../../sending/trouble.ts';
import type { MessagesContext } from './context.ts';
import { senderOf } from './sender-of.ts';
import { sendSome } from './send-some.ts';
import { templatesOf } from './templates-of.ts';

/** How sending of a shop's messages went. */
export interface Sending {
  /** How many were due; whatever became of them. */
  found: number;
  /** How many got an end: sent, refused, waiting for another time. */
  came: number;
  /** Nothing is due any more, or another worker has it. */
  done: boolean;
  trouble?: Trouble | undefined;
}

/**
 * Sends what is due of a shop, call by call, until nothing is, the time is over, or a service has
 * trouble. Every claim is committed before its call. Time is the context's clock; `until` is real.
 */
export async function sendMessages(
  ctx: MessagesContext,
  { shop_id, until = Infinity, signal }: {
    shop_id: string;
    until?: number;
    signal?: AbortSignal;
  },
): Promise<Sending> {
  const result: Sending = { found: 0, came: 0, done: true };
  const sender = await senderOf(ctx.db, shop_id);
  if (!sender) return result;
  const shop = { shop_id, sender, templates: templatesOf(ctx.db, shop_id) };
  for (const channel of messageChannel.enumValues) {
    for (;;) {
      if (Date.now() >= until || signal?.aborted) return { ...result, done: false };
      const { found, came, trouble } = await sendSome(ctx, shop, channel);
      if (found === 0) break;
      result.found += found;
      result.came += came;
      if (trouble) {
        // The other channel has another service.
        result.trouble = trouble;
        break;
      }
    }
  }
  return result;
}

/**
 * The job `send_messages` sends what is due of one shop. It goes in short slices, each behind whatever
 * else is due by then: what one shop sends to thousands keeps no other waiting. What a service would not
 * take waits by itself, so an attempt that got nothing through has failed, and is tried again later.
 */
export const sendMessagesJob = defineJob({
  kind: 'send_messages',
  payload: z.object({ shop_id: z.guid() }),
  async run(ctx: MessagesContext, { payload: { shop_id }, signal, deadline }) {
    const { times } = ctx;
    const until = Math.min(Date.now() + times.sliceMs, deadline - times.callMs);
    const { done, came, trouble } = await sendMessages(ctx, { shop_id, until, signal });
    if (trouble && came === 0) throw new NothingSent(`Nothing was sent: ${trouble.reason}`);
    if (done && !trouble) return;
    const pause = trouble && (trouble.retryAfterMs ?? times.pauseMs);
    return {
      continue: () => Promise.resolve(),
      ...pause !== undefined && { run_at: new Date(Date.now() + pause) },
    };
  },
});

/**
 * The recurring job `send_due_messages` has a shop's messages sent once some are due, and ends claims
 * that nobody was heard of.
 */
export const sendDueMessages = defineJob({
  kind: 'send_due_messages',
  payload: z.object({}),
  everySeconds: 30,
  async run({ db, clock = () => new Date() }: Pick<MessagesContext, 'db' | 'clock'>) {
    const now = clock().toISOString();
    await db.execute(sql`select private.give_up_messages(${now}::timestamptz)`);
    await db.execute(sql`
      select private.enqueue_job(
        ${sendMessagesJob.kind}, jsonb_build_object('shop_id', s.id), s.id::text
      )
      from public.shops s
      where exists (
        select from public.message_logs m
        where m.shop_id = s.id and m.status = 'scheduled' and m.scheduled_for <= ${now}::timestamptz
      )`);
  },
});
