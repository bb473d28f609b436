import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemContext } from '../../db/context.ts';
import { stripeEventType, stripeProblem } from '../../db/schema/billing/stripe/stripe-events.ts';
import { stripeId } from '../../db/schema/identity/user-profiles.ts';
import { refuse } from '../../errors.ts';
import { StripeEventOutcome } from './contract.ts';
import { seconds } from './fields.ts';
import { topicOf } from './topics.ts';

const Envelope = z.object({
  id: stripeId.schema,
  type: stripeEventType.schema,
  created: seconds,
  livemode: z.boolean(),
  api_version: stripeEventType.schema.nullish().catch(null),
  /** Of another account's event, where Connect is used. */
  account: z.string().nullish(),
  data: z.object({ object: z.unknown() }),
});

/**
 * Handles an event that Stripe signed, once: the entry in the ledger and what it changes are one
 * statement, so one that fails can be sent again. A body that cannot be read is told by its field and
 * taken all the same: Stripe would repeat it for days, and then deliver nothing more.
 *
 * @param input `live` is whether money is real here
 * @returns `problem` says which field could not be read, of an unreadable one
 * @throws `livemode_mismatch`: nothing is noted, so that it comes again once the server is set right
 */
export async function receiveStripeEvent(
  { db }: SystemContext,
  { event, live }: { event: unknown; live: boolean },
): Promise<{ outcome: StripeEventOutcome; problem?: string }> {
  const envelope = Envelope.safeParse(event);
  if (!envelope.success) return { outcome: 'unreadable', problem: problemOf(envelope.error) };
  const { id, type, created, livemode, api_version, account, data } = envelope.data;
  if (livemode !== live) throw refuse('livemode_mismatch');
  const entry = sql`${id}, ${type}, ${created.toISOString()}, ${api_version ?? null}`;
  const note = async (noted: SQL, outcome: StripeEventOutcome) => {
    const [row] = await db.execute(sql`select from private.note_stripe_event(${noted})`);
    return row ? outcome : 'duplicate';
  };
  const topic = account ? undefined : topicOf(type);
  let effect: SQL | undefined;
  try {
    effect = topic?.(data.object, { id, type, said_at: created });
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const problem = problemOf(error);
    return { outcome: await note(sql`${entry}, ${problem}`, 'unreadable'), problem };
  }
  if (!effect) return { outcome: await note(entry, 'ignored') };
  const [done] = await db.execute<{ outcome: string }>(sql`
    select effect.outcome from private.note_stripe_event(${entry}) as noted (event_id),
      lateral (select ${effect} as outcome where noted.event_id is not null) as effect`);
  return { outcome: done ? StripeEventOutcome.parse(done.outcome) : 'duplicate' };
}

/** Which field is wrong and how; a value of it is not part of zod's messages. */
const problemOf = ({ issues: [issue] }: z.ZodError): string =>
  stripeProblem.cut(`${['body', ...issue!.path].join('.')}: ${issue!.message}`);
