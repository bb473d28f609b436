import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { SystemContext } from '../../db/context.ts';
import { EventOutcome, type ResendEvent } from './contract.ts';

/** The tags that our mails carry; tags of others may be of any shape. */
const OurTags = z.object({ message_id: z.guid(), attempt: z.guid().optional() });

/** The address in `Ana <ana@example.com>`; null where there is none. */
const addressIn = (to = '') => /<([^<>]+)>\s*$/.exec(to)?.[1] ?? (to.trim() || null);

/**
 * Takes one verified event of Resend, once: what became of a message, and whether its address is
 * suppressed. Events may come in any order, doubled, and before the message was settled.
 *
 * @param input `event_id` is the `svix-id`, the same whenever the event is sent again
 */
export async function applyResendEvent(
  { db }: SystemContext,
  { event_id, body: { type, created_at, data } }: { event_id: string; body: ResendEvent },
): Promise<{ outcome: z.output<typeof EventOutcome> }> {
  const { email_id = null, to, tags, bounce, failed, suppressed } = data;
  const message = OurTags.safeParse(tags);
  const detail = [bounce?.subType, bounce?.message ?? failed?.reason ?? suppressed?.message]
    // Somebody's mail server wrote it, and no column holds a NUL.
    .filter(Boolean).join(': ').replaceAll('\0', '') || null;
  const [{ outcome } = { outcome: 'ignored' as const }] = await callFor(
    db,
    z.object({ outcome: EventOutcome }),
    sql`private.apply_resend_event(
      ${event_id}, ${type}, ${created_at.toISOString()}, ${message.data?.message_id ?? null}, ${
      message.data?.attempt ?? null
    }, ${email_id},
      ${addressIn(to?.[0])}, ${bounce?.type === 'Permanent'}, ${detail}
    ) as t (outcome)`,
  );
  return { outcome };
}
