import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, integerFrom, textOf } from '../../declare/bounds.ts';
import { choices } from '../../declare/choice.ts';
import { grants } from '../../declare/grants.ts';
import { jsonObjectOf } from '../../declare/json-bounds.ts';
import { newestFirstIndex } from '../../keyset.ts';
import { personalData } from '../../declare/personal-data.ts';
import { inGym, selectPolicy } from '../../declare/policies.ts';
import { stateMachine } from '../../declare/state-machine.ts';
import { triggers } from '../../declare/triggers.ts';
import { id, instant, legacyId, timestamps } from '../columns.ts';
import { users } from '../identity/users.ts';
import { gyms } from '../academy/gyms.ts';

/** What a notification is about, which is what readers choose by. */
export const notificationKinds = choices('announcement', 'class', 'graduation', 'attendance');
/** How it goes out; everyone it is for finds it in the app besides. */
export const notificationChannels = choices('push', 'email');
export const notificationStatuses = choices('pending', 'sent', 'failed');
export const notificationTitle = textOf(120);
export const notificationContent = textOf(2000);
const count = integerFrom(0);

export const notificationMachine = stateMachine(notificationStatuses, {
  initial: 'pending',
  legal: { pending: ['sent', 'failed'], sent: [], failed: [] },
});

/**
 * What staff tell members of a gym. Whom it is for (`audience`) is resolved when it is sent, into
 * `notification_recipients`, of which nobody sees more than their own: whoever knew all of "at risk"
 * would know who stays away. `sent`: the audience is resolved and its deliveries are on their way.
 */
export const notifications = pgTable('notifications', {
  id: id(),
  gym_id: uuid().notNull().references(() => gyms.id),
  sent_by: uuid().references(() => users.id),
  kind: notificationKinds.column().notNull().default('announcement'),
  title: text().notNull(),
  content: text().notNull(),
  channel: notificationChannels.column().notNull().default('push'),
  status: notificationStatuses.column().notNull().default('pending'),
  /** Whom it is for, as the contract has it: `src/notifications/audience.ts`. */
  audience: jsonb().$type<Record<string, unknown>>().notNull(),
  /** When it is to be sent; null: at once. */
  scheduled_for: instant(),
  sent_at: instant(),
  /** Whom it was for, and who of them has read it. */
  recipients_count: integer().notNull().default(0),
  ...legacyId(),
  ...timestamps(),
}, (t) => [
  unique('notifications_id_gym_id_unique').on(t.id, t.gym_id),
  newestFirstIndex('notifications_gym_id_index', t, t.gym_id),
  index('notifications_sent_by_index').on(t.sent_by),
  // What is due.
  index('notifications_scheduled_for_index').on(t.scheduled_for)
    .where(sql`${t.status} = 'pending'`),
  notificationKinds.check('notifications_kind_check', t.kind),
  notificationChannels.check('notifications_channel_check', t.channel),
  notificationStatuses.check('notifications_status_check', t.status),
  notificationTitle.check('notifications_title_check', t.title),
  notificationContent.check('notifications_content_check', t.content),
  jsonObjectOf(65_536).check('notifications_audience_check', t.audience),
  count.check('notifications_recipients_count_check', t.recipients_count),
  check('notifications_sent_check', sql`(${t.status} = 'sent') = (${t.sent_at} is not null)`),
  ...instants(t.scheduled_for, t.sent_at, t.created_at, t.updated_at),
  selectPolicy('notifications_select_staff', inGym(t.gym_id, 'INSTRUCTOR', 'MANAGER')),
]).enableRLS();

export const notificationsGrants = grants(notifications, { authenticated: { select: true } });

export const notificationsTriggers = triggers(
  notifications,
  'touch',
  notificationMachine.trigger('status'),
);

export const notificationsPersonal = personalData(notifications, {
  sent_by: {
    export: { not: 'It is about other members.' },
    erase: { clear: ['sent_by'], gone: 'that you sent notifications' },
  },
});
