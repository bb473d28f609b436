import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { timestamps } from '../../contract/fields.ts';
import { minuteOfDay } from '../../db/declare/bounds.ts';
import { notificationPreferences } from '../../db/schema/notifications/notification-preferences.ts';
import {
  notificationChannels,
  preferenceKinds,
} from '../../db/schema/notifications/notifications.ts';

const chosen = { enabled: true, quiet_from: '22:00', quiet_until: '07:00' };

export const NotificationPreference = createSelectSchema(notificationPreferences, {
  user_id: z.guid(),
  quiet_from: minuteOfDay.schema.nullable(),
  quiet_until: minuteOfDay.schema.nullable(),
  ...timestamps,
}).pick({
  user_id: true,
  kind: true,
  channel: true,
  enabled: true,
  quiet_from: true,
  quiet_until: true,
  created_at: true,
  updated_at: true,
}).meta({
  id: 'NotificationPreference',
  description:
    'What a person wants to be told of one kind by one channel. What is not chosen is on, but for ' +
    "`offers`, the mailings of a gym's shop: those are off.",
  example: {
    ...{ user_id: EXAMPLE.user_id, kind: 'announcement', channel: 'push', ...chosen },
    ...{ created_at: EXAMPLE.asked, updated_at: EXAMPLE.asked },
  },
});
export type NotificationPreference = z.output<typeof NotificationPreference>;

const quiet = minuteOfDay.schema.nullable().default(null);

export const PutPreferenceInput = z.strictObject({
  enabled: z.boolean(),
  quiet_from: quiet.meta({
    description: "From then on nothing is sent, by the reader's own clock, or else the gym's",
    example: '22:00',
  }),
  quiet_until: quiet.meta({ description: 'Then it is; may be on the next day', example: '07:00' }),
}).refine(({ quiet_from, quiet_until }) => (quiet_from === null) === (quiet_until === null), {
  error: 'quiet hours have a beginning and an end',
  path: ['quiet_until'],
}).refine(({ quiet_from, quiet_until }) => quiet_from === null || quiet_from !== quiet_until, {
  error: 'quiet hours end at another time than they begin',
  path: ['quiet_until'],
}).meta({ id: 'PutPreferenceInput', example: chosen });
export type PutPreferenceInput = z.output<typeof PutPreferenceInput>;

export const PreferenceParams = z.object({
  kind: preferenceKinds.schema,
  channel: notificationChannels.schema,
});
export type PreferenceParams = z.output<typeof PreferenceParams>;
