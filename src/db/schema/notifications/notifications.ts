import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { instants, integerFrom, textOf } from '../../declare/bounds.ts';
import { choices } from '../../declare/choice.ts';
import { grants } from '../../declare/grants.ts';
import { newestFirstIndex } from '../../keyset.ts';
import { personalData } from '../../declare/personal-data.ts';
import { selectPolicy } from '../../declare/policies.ts';
import { retention } from '../../declare/retention.ts';
import { stateMachine } from '../../declare/state-machine.ts';
import { triggers } from '../../declare/triggers.ts';
import { id, instant, legacyId, timestamps } from '../columns.ts';
import { users } from '../identity/users.ts';
import { gyms } from '../academy/gyms.ts';
import { type Audience, audienceChecks } from './audience.ts';

/** What a notification is about, which is what readers choose by. */
export const notificationKinds = choices('announcement', 'class', 'graduation', 'attendance');
/** What readers choose by: mailings of a gym's shop as well, which are off until they are turned on. */
export const preferenceKinds = choices(...notificationKinds.values, 'offers');
/** How it goes out; everyone it is for finds it in the app besides. */
export const notificationChannels = choices('push', 'email');
export const notificationStatuses = choices('pending', 'sent', 'failed');
/** Why nobody was told: who sent it may not any more, its class is gone, or the queue gave up. */
export const notificationFailures = choices('sender_gone', 'class_gone', 'unresolved');
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
 * would know who stays away. So a reader may select the words and nothing else of it. `sent`: the
 * audience is resolved and its deliveries are on their way.
 */
export const notifications = pgTable('notifications', {
  id: id(),
  gym_id: uuid().notNull().references(() => gyms.id),
  /** Null for the system, and for somebody erased since. */
  sent_by: uuid().references(() => users.id),
  /** Sent by the system about what happened to somebody: not for the staff's list. */
  automatic: boolean().notNull().default(false),
  kind: notificationKinds.column().notNull().default('announcement'),
  title: text().notNull(),
  content: text().notNull(),
  channel: notificationChannels.column().notNull().default('push'),
  status: notificationStatuses.column().notNull().default('pending'),
  failure: notificationFailures.column(),
  audience: jsonb().$type<Audience>().notNull(),
  /** When it is to be sent; null: at once. */
  scheduled_for: instant(),
  sent_at: instant(),
  recipients_count: integer().notNull().default(0),
  ...legacyId(),
  ...timestamps(),
}, (t) => [
  unique('notifications_id_gym_id_unique').on(t.id, t.gym_id),
  // What staff sent, newest first.
  newestFirstIndex('notifications_gym_id_index', t, t.gym_id, t.automatic),
  index('notifications_sent_by_index').on(t.sent_by),
  notificationKinds.check('notifications_kind_check', t.kind),
  notificationChannels.check('notifications_channel_check', t.channel),
  notificationStatuses.check('notifications_status_check', t.status),
  notificationFailures.check('notifications_failure_check', t.failure),
  notificationTitle.check('notifications_title_check', t.title),
  notificationContent.check('notifications_content_check', t.content),
  ...audienceChecks('notifications_audience', t.audience),
  count.check('notifications_recipients_count_check', t.recipients_count),
  check('notifications_sent_check', sql`(${t.status} = 'sent') = (${t.sent_at} is not null)`),
  check('notifications_failed_check', sql`(${t.status} = 'failed') = (${t.failure} is not null)`),
  ...instants(t.scheduled_for, t.sent_at, t.created_at, t.updated_at),
  selectPolicy(
    'notifications_select_reader',
    sql`${t.id} in (select private.received_notification_ids())`,
  ),
]).enableRLS();

/** What a reader may know of it; the rest is read by staff, through `private.sent_notifications`. */
export const notificationsGrants = grants(notifications, {
  authenticated: { select: ['id', 'gym_id', 'kind', 'title', 'content', 'sent_at'] },
});

export const notificationsTriggers = triggers(
  notifications,
  'touch',
  notificationMachine.trigger('status'),
  {
    name: 'queue',
    after: ['insert', 'update'],
    of: ['scheduled_for'],
    // One that was imported is history: it is sent to nobody.
    when: "new.status = 'pending' and new.legacy_id is null",
    run: 'private.queue_notification',
  },
);

export const notificationsRetention = retention(notifications, {
  what: 'notifications, with whom they were for',
  days: 365,
  since: notifications.sent_at,
  why: 'what was announced a year ago is of no use to a reader; a season is looked back on',
}, {
  what: 'notifications that nobody was sent',
  days: 365,
  since: notifications.updated_at,
  only: sql`${notifications.status} = 'failed'`,
  why: 'as long as those that were sent',
});

export const notificationsPersonal = personalData(notifications, {
  sent_by: {
    export: { not: 'It is about other members.' },
    erase: { clear: ['sent_by'], gone: 'that you sent notifications' },
  },
});
