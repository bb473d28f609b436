import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../declare/bounds.ts';
import { grants } from '../../declare/grants.ts';
import { personalData } from '../../declare/personal-data.ts';
import { ofPersons, selectPolicy } from '../../declare/policies.ts';
import { createdAt, instant } from '../columns.ts';
import { users } from '../identity/users.ts';
import { notifications } from './notifications.ts';

/**
 * Whom a notification was for, and whether it was read. Each sees their own and their children's rows.
 * Rows, not two arrays on the notification: reading by ten thousand would write ten thousand copies of
 * a growing array.
 */
export const notificationRecipients = pgTable('notification_recipients', {
  notification_id: uuid().notNull(),
  gym_id: uuid().notNull(),
  user_id: uuid().notNull().references(() => users.id),
  viewed_at: instant(),
  ...createdAt(),
}, (t) => [
  primaryKey({ columns: [t.notification_id, t.user_id] }),
  foreignKey({
    name: 'notification_recipients_notification_id_gym_id_fkey',
    columns: [t.gym_id, t.notification_id],
    foreignColumns: [notifications.gym_id, notifications.id],
  }).onDelete('cascade'),
  // Somebody's notifications, newest first, and the unread among them.
  index('notification_recipients_user_id_index').on(
    t.user_id,
    t.created_at.desc().nullsFirst(),
    t.notification_id.desc().nullsFirst(),
  ),
  // All of a gym that closes.
  index('notification_recipients_gym_id_index').on(t.gym_id, t.notification_id),
  index('notification_recipients_unread_index').on(
    t.user_id,
    t.created_at.desc().nullsFirst(),
    t.notification_id.desc().nullsFirst(),
  ).where(sql`${t.viewed_at} is null`),
  ...instants(t.viewed_at, t.created_at),
  selectPolicy('notification_recipients_select_own', ofPersons(t.user_id)),
]).enableRLS();

export const notificationRecipientsGrants = grants(notificationRecipients, {
  authenticated: { select: true },
});

export const notificationRecipientsPersonal = personalData(notificationRecipients, {
  user_id: { export: 'notifications', erase: { delete: 'notifications that were for you' } },
});
