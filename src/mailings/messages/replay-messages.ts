import { sql } from 'drizzle-orm';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { onViolations } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import { ReplayedMessages, type ReplayMessageInput, type ReplayMessagesInput } from './contract.ts';

type Context = CallerContext & { now: () => Date };

/**
 * Has one message that failed sent again, as a manager of the shop's gym decides.
 * @throws `message_not_found`, `message_not_failed`, `messages_may_repeat` (conflicts)
 */
export const replayMessage = (
  ctx: Context,
  { message_id, body: { may_repeat } }: { message_id: string; body: ReplayMessageInput },
): Promise<ReplayedMessages> =>
  replay(ctx, 'message_not_found', { automation: null, message: message_id, reasons: null, may_repeat });

/**
 * Has messages of an automation sent again by why they failed, as a manager of the shop's gym decides.
 * @throws `automation_not_found`, `messages_may_repeat` (conflict)
 */
export const replayMessages = (
  ctx: Context,
  { automation_id, body: { reasons, may_repeat } }: {
    automation_id: string;
    body: ReplayMessagesInput;
  },
): Promise<ReplayedMessages> =>
  replay(ctx, 'automation_not_found', {
    automation: automation_id,
    ...{ message: null, reasons, may_repeat },
  });

async function replay(
  { db, now }: Context,
  missing: 'message_not_found' | 'automation_not_found',
  { automation, message, reasons, may_repeat }: {
    automation: string | null;
    message: string | null;
    reasons: string[] | null;
    may_repeat: boolean;
  },
): Promise<ReplayedMessages> {
  const [replayed] = await callFor(
    db,
    ReplayedMessages,
    sql`private.replay_messages(
      ${automation}::uuid, ${message}::uuid, ${sql.param(reasons)}::text[], ${may_repeat},
      ${now().toISOString()}
    )`,
  ).catch(onViolations({
    message_not_failed: () => refuse('message_not_failed'),
    messages_may_repeat: () => refuse('messages_may_repeat', { field: 'body.may_repeat' }),
  }));
  if (!replayed) throw refuse(missing);
  return replayed;
}
