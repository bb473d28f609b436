import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps, writtenInstant } from '../../contract/fields.ts';
import { audience, keptAudience } from '../../db/schema/notifications/audience.ts';
import {
  notificationChannels,
  notificationContent,
  notificationFailures,
  notificationKinds,
  notifications,
  notificationTitle,
} from '../../db/schema/notifications/notifications.ts';

const words = {
  title: 'No classes on Friday',
  content: 'The gym is closed for the tournament. We are back on Saturday at nine.',
};

const tonight = {
  ...{ kind: 'class', channel: 'push', ...words },
  audience: { type: 'occurrence', class_id: EXAMPLE.class_id, class_date: '2026-03-16' },
};

export const Notification = createSelectSchema(notifications, {
  id: z.guid(),
  gym_id: z.guid(),
  sent_by: z.guid().nullable().meta({ description: 'Null: somebody erased since' }),
  failure: notificationFailures.schema.nullable().meta({ description: 'Why nobody was told' }),
  audience: keptAudience,
  scheduled_for: instant.nullable().meta({ description: 'When it is to be sent; null: at once' }),
  sent_at: instant.nullable(),
  recipients_count: z.int().meta({ description: 'How many it was for; nobody is named' }),
  ...timestamps,
}).pick({
  id: true,
  gym_id: true,
  sent_by: true,
  kind: true,
  channel: true,
  title: true,
  content: true,
  status: true,
  failure: true,
  audience: true,
  scheduled_for: true,
  sent_at: true,
  recipients_count: true,
  created_at: true,
  updated_at: true,
}).extend({
  viewed_count: z.int().meta({ description: 'How many of them have read it' }),
}).meta({
  id: 'Notification',
  description: 'What staff wrote to members, as the staff of the gym sees it.',
  example: {
    ...{ id: EXAMPLE.notification_id, gym_id: EXAMPLE.gym_id, sent_by: EXAMPLE.manager_id },
    ...{ ...tonight, status: 'sent', failure: null, scheduled_for: EXAMPLE.later },
    ...{ sent_at: EXAMPLE.later, recipients_count: 18, viewed_count: 11 },
    ...{ created_at: EXAMPLE.asked, updated_at: EXAMPLE.later },
  },
});
export type Notification = z.output<typeof Notification>;

const fields = {
  kind: notificationKinds.schema.meta({ description: 'By what readers choose' }),
  channel: notificationChannels.schema.meta({ description: 'Besides the inbox of the app' }),
  title: notificationTitle.schema,
  content: notificationContent.schema,
  audience: audience.meta({ description: 'Resolved when it is sent, among who is a member then' }),
  scheduled_for: writtenInstant.nullable().meta({
    description: 'When it is sent, within a year; null: at once',
  }),
};

export const SendNotificationInput = z.strictObject({
  ...fields,
  kind: fields.kind.default('announcement'),
  channel: fields.channel.default('push'),
  scheduled_for: fields.scheduled_for.default(null),
}).meta({ id: 'SendNotificationInput', example: { ...tonight, scheduled_for: null } });
export type SendNotificationInput = z.output<typeof SendNotificationInput>;

export const ChangeNotificationInput = z.strictObject(fields).partial()
  .refine((input) => Object.keys(input).length > 0, { error: 'must name at least one field' })
  .meta({ id: 'ChangeNotificationInput', example: { scheduled_for: EXAMPLE.later } });
export type ChangeNotificationInput = z.output<typeof ChangeNotificationInput>;

export const NotificationParams = z.object({ gym_id: z.guid(), notification_id: z.guid() });
