import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { instant, timestamps } from '../contract/fields.ts';
import { exported, type PersonalPart } from '../db/declare/personal-part.ts';
import { deliveriesPersonal } from '../db/schema/notifications/deliveries.ts';
import {
  notificationPreferences,
  notificationPreferencesPersonal,
} from '../db/schema/notifications/notification-preferences.ts';
import { notificationRecipientsPersonal } from '../db/schema/notifications/notification-recipients.ts';
import { notificationsPersonal } from '../db/schema/notifications/notifications.ts';

/** What notifications hold of a person; `private.erase_notifications` removes it. */
export const notificationsPart: PersonalPart = {
  personal: [
    notificationsPersonal,
    notificationRecipientsPersonal,
    notificationPreferencesPersonal,
    deliveriesPersonal,
  ],
  exports: {
    notifications: exported(
      'notifications',
      z.array(z.object({
        created_at: instant,
        viewed_at: instant.nullable(),
        notification: z.object({
          gym_id: z.guid(),
          kind: z.string(),
          title: z.string(),
          content: z.string(),
        }),
      })),
      {
        columns: { created_at: true, viewed_at: true },
        with: {
          notification: { columns: { gym_id: true, kind: true, title: true, content: true } },
        },
      },
    ),
    notification_preferences: exported(
      'notificationPreferences',
      z.array(
        createSelectSchema(notificationPreferences, timestamps)
          .omit({ id: true, user_id: true }),
      ),
      { columns: { id: false, user_id: false } },
    ),
  },
};
