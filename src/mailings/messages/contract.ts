import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';
import { failureReasons, messageReasons } from '../../db/schema/mailings/lists.ts';
import { messageLogs } from '../../db/schema/mailings/messages/message-logs.ts';
import { messageStatus } from '../../db/schema/store/enums.ts';

export const MessageParams = z.object({ message_id: z.guid() });

/** One message of an automation to one customer, and what became of it. */
export const Message = createSelectSchema(messageLogs, {
  id: z.guid(),
  shop_id: z.guid(),
  automation_id: z.guid(),
  version_id: z.guid(),
  customer_id: z.guid(),
  reason: messageReasons.schema.nullable().meta({
    description: 'Why it is refused, waits longer than it was to, or failed',
  }),
  address: z.string().nullable().meta({
    description: 'Where a mail was handed over to; null before, and of a push',
  }),
  error: z.string().nullable().meta({ description: 'What the provider said of it' }),
  planned_for: instant,
  scheduled_for: instant,
  sent_at: instant.nullable(),
  ...timestamps,
}).omit({
  ...{ dedupe_key: true, details: true, claim: true, claimed_until: true },
  provider_message_id: true,
}).meta({
  id: 'Message',
  example: {
    id: EXAMPLE.message_id,
    ...{ shop_id: EXAMPLE.shop_id, automation_id: EXAMPLE.automation_id },
    ...{ version_id: '0b7d4e92-6c5f-4a13-b8e0-f92d1c7a3e64', customer_id: EXAMPLE.customer_id },
    ...{ node: 1, channel: 'email', status: 'failed', reason: 'outcome_unknown' },
    ...{ address: 'ana@example.com', attempts: 1, error: null, sent_at: null },
    ...{ planned_for: EXAMPLE.asked, scheduled_for: EXAMPLE.asked },
    ...{ created_at: EXAMPLE.asked, updated_at: EXAMPLE.decided },
  },
});
export type Message = z.output<typeof Message>;

export const MessagesQuery = PageQuery.extend({
  status: z.enum(messageStatus.enumValues).optional(),
  reason: messageReasons.schema.optional().meta({ description: 'Only for this reason' }),
  automation_id: z.guid().optional().meta({ description: 'Only of this automation' }),
  customer_id: z.guid().optional().meta({ description: 'Only to this customer' }),
});
export type MessagesQuery = z.output<typeof MessagesQuery>;

const may_repeat = z.boolean().default(false).meta({
  description: 'That some come twice is accepted: asked for with `outcome_unknown`',
});

export const ReplayMessageInput = z.strictObject({ may_repeat })
  .meta({ id: 'ReplayMessageInput', example: { may_repeat: true } });
export type ReplayMessageInput = z.output<typeof ReplayMessageInput>;

export const ReplayMessagesInput = z.strictObject({
  reasons: z.array(failureReasons.schema).min(1).max(failureReasons.values.length)
    .meta({ description: 'Which of the failed' }),
  may_repeat,
}).meta({
  id: 'ReplayMessagesInput',
  example: { reasons: ['gave_up', 'outcome_unknown'], may_repeat: true },
});
export type ReplayMessagesInput = z.output<typeof ReplayMessagesInput>;

export const ReplayedMessages = z.object({
  replayed: z.int().meta({
    description: 'How many wait to be sent again: ten thousand at most, so ask again for what is left',
  }),
  may_repeat: z.int().meta({
    description: 'How many of them may have arrived already, and so may come twice',
  }),
}).meta({ id: 'ReplayedMessages', example: { replayed: 40, may_repeat: 3 } });
export type ReplayedMessages = z.output<typeof ReplayedMessages>;
