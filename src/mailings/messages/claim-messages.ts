import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { SystemDatabase } from '../../db/client.ts';
import { messageChannel, messageStatus } from '../../db/schema/store/enums.ts';
import { MESSAGES_PER_CALL } from '../../sending.ts';

export type Channel = (typeof messageChannel.enumValues)[number];

/** Each of a person's devices is a message of its own to the service: five at most. */
const MOST_DEVICES = 5;

const AT_MOST: Record<Channel, number> = {
  email: MESSAGES_PER_CALL,
  push: MESSAGES_PER_CALL / MOST_DEVICES,
};

const Found = z.object({
  id: z.string(),
  status: z.enum(messageStatus.enumValues),
  attempts: z.number(),
  template_version_id: z.string(),
  locale: z.string().nullable(),
  values: z.record(z.string(), z.unknown()).nullable(),
  user_id: z.string().nullable(),
  address: z.string().nullable(),
  devices: z.array(z.string()).nullable(),
  token: z.string().nullable(),
});
/** A message that was found due: `sending` is the caller's to hand over, and nobody else's. */
export type FoundMessage = z.output<typeof Found>;

/**
 * Takes what is due of a shop's messages by a channel, as many as one call hands over.
 *
 * @returns those that were found due, whatever became of them; empty where nothing is
 */
export const claimMessages = (
  db: SystemDatabase,
  { shop_id, channel, claim, now, claimMs }: {
    shop_id: string;
    channel: Channel;
    claim: string;
    now: Date;
    claimMs: number;
  },
): Promise<FoundMessage[]> =>
  callFor(
    db,
    Found,
    sql`private.claim_messages(
      ${shop_id}::uuid, ${channel}::public.message_channel, ${now.toISOString()}::timestamptz,
      ${claim}::uuid, ${new Date(now.getTime() + claimMs).toISOString()}::timestamptz,
      ${AT_MOST[channel]}, ${MOST_DEVICES}
    )`,
  );
