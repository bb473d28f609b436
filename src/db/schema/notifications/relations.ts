import { relations } from 'drizzle-orm';
import { gyms } from '../academy/gyms.ts';
import { users } from '../identity/users.ts';
import { notificationPreferences } from './notification-preferences.ts';
import { notificationRecipients } from './notification-recipients.ts';
import { notifications } from './notifications.ts';

export const notificationsRelations = relations(notifications, ({ one }) => ({
  gym: one(gyms, { fields: [notifications.gym_id], references: [gyms.id] }),
}));

export const notificationRecipientsRelations = relations(notificationRecipients, ({ one }) => ({
  notification: one(notifications, {
    fields: [notificationRecipients.notification_id],
    references: [notifications.id],
  }),
  reader: one(users, { fields: [notificationRecipients.user_id], references: [users.id] }),
}));

export const notificationPreferencesRelations = relations(notificationPreferences, ({ one }) => ({
  user: one(users, { fields: [notificationPreferences.user_id], references: [users.id] }),
}));
