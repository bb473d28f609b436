import { sql } from 'drizzle-orm';
import { boolean, check, pgTable, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, minuteOfDay } from '../../declare/bounds.ts';
import { grants } from '../../declare/grants.ts';
import { personalData } from '../../declare/personal-data.ts';
import {
  deletePolicy,
  insertPolicy,
  ofPersons,
  selectPolicy,
  updatePolicy,
} from '../../declare/policies.ts';
import { triggers } from '../../declare/triggers.ts';
import { id, timeOfDay, timestamps } from '../columns.ts';
import { users } from '../identity/users.ts';
import { notificationChannels, preferenceKinds } from './notifications.ts';

/**
 * What somebody wants to be told of one kind by one channel; without a row, everything at any time, but
 * no `offers`.
 */
export const notificationPreferences = pgTable('notification_preferences', {
  id: id(),
  user_id: uuid().notNull().references(() => users.id),
  kind: preferenceKinds.column().notNull(),
  channel: notificationChannels.column().notNull(),
  enabled: boolean().notNull().default(true),
  /** Between these, by the reader's own clock, nothing is sent: it waits. May go past midnight. */
  quiet_from: timeOfDay(),
  quiet_until: timeOfDay(),
  ...timestamps(),
}, (t) => [
  unique('notification_preferences_once').on(t.user_id, t.kind, t.channel),
  preferenceKinds.check('notification_preferences_kind_check', t.kind),
  notificationChannels.check('notification_preferences_channel_check', t.channel),
  minuteOfDay.check('notification_preferences_quiet_from_check', t.quiet_from),
  minuteOfDay.check('notification_preferences_quiet_until_check', t.quiet_until),
  check(
    'notification_preferences_quiet_check',
    sql`num_nonnulls(${t.quiet_from}, ${t.quiet_until}) in (0, 2)
      and coalesce(${t.quiet_from} <> ${t.quiet_until}, true)`,
  ),
  ...instants(t.created_at, t.updated_at),
  selectPolicy('notification_preferences_select_own', ofPersons(t.user_id)),
  insertPolicy('notification_preferences_insert_own', ofPersons(t.user_id)),
  updatePolicy('notification_preferences_update_own', ofPersons(t.user_id), ofPersons(t.user_id)),
  deletePolicy('notification_preferences_delete_own', ofPersons(t.user_id)),
]).enableRLS();

export const notificationPreferencesGrants = grants(notificationPreferences, {
  authenticated: {
    select: true,
    insert: true,
    update: ['enabled', 'quiet_from', 'quiet_until'],
    delete: true,
  },
});

export const notificationPreferencesTriggers = triggers(notificationPreferences, 'touch', 'stamp');

export const notificationPreferencesPersonal = personalData(notificationPreferences, {
  user_id: {
    export: 'notification_preferences',
    erase: { delete: 'what you wanted to be told' },
  },
});
