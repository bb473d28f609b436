import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant } from '../../contract/fields.ts';
import {
  capDays,
  capMessages,
  mailingSettings,
  postalAddress,
  replyTo,
} from '../../db/schema/mailings/messages/mailing-settings.ts';

const example = {
  ...{ cap_messages: 3, cap_days: 7, reply_to: 'dojo@example.com' },
  postal_address: 'Kaizen, Rua das Flores 12, São Paulo',
};

const fields = {
  cap_messages: capMessages.schema.meta({
    description: 'Nobody gets more messages within `cap_days`; what is more waits',
  }),
  cap_days: capDays.schema,
  reply_to: replyTo.schema.nullable().meta({ description: 'Where answers go' }),
  postal_address: postalAddress.schema.nullable().meta({
    description: 'Who sends, and where they are found; without it no mails are published',
  }),
};

/** What holds for all mailings of a shop. */
export const MailingSettings = createSelectSchema(mailingSettings, {
  shop_id: z.guid(),
  updated_at: instant.nullable().meta({ description: 'Null where nothing was set yet' }),
}).omit({ created_at: true }).meta({
  id: 'MailingSettings',
  example: { shop_id: EXAMPLE.shop_id, ...example, updated_at: EXAMPLE.later },
});
export type MailingSettings = z.output<typeof MailingSettings>;

export const MailingSettingsInput = z.strictObject(fields)
  .meta({ id: 'MailingSettingsInput', example });
export type MailingSettingsInput = z.output<typeof MailingSettingsInput>;
