import type { Probe, Subject } from '../../proof/cells.ts';
import {
  deliveries as deliveryRows,
  notifications as rows,
  preferences as preferenceRows,
  recipients as recipientRows,
} from '../../world/notifications.ts';
import { clockOf, touched } from '../returning.ts';
import { systemOnly } from '../system/system.ts';

const readable = 'id, gym_id, kind, title, content, sent_at';
const put = (audience: string, more = '', value = '') =>
  `insert into public.notifications (gym_id, title, content, audience${more})
    values (:gyms.north, 'x', 'x', '${audience}'${value})`;
const id = '00000000-0000-4000-8000-000000000000';
const chosen = (count: number) =>
  `(select jsonb_build_object('type', 'members', 'user_ids', jsonb_agg('${id}'::text))
    from generate_series(1, ${count}))`;

/** Audiences: of each form one as it should be, and one that is not. */
const forms: Record<string, string> = {
  gym: '{"type": "gym"}',
  members: `{"type": "members", "user_ids": ["${id}"]}`,
  occurrence: `{"type": "occurrence", "class_id": "${id}", "class_date": "2026-03-09"}`,
  class: `{"type": "class", "class_id": "${id}", "days": 365}`,
  belt: '{"type": "belt", "modality": "Judo", "belt": "blue", "degree": null}',
  'belt-of-a-degree': '{"type": "belt", "modality": "Judo", "belt": "blue", "degree": 1}',
  'at-risk': '{"type": "at_risk", "days": 1}',
};
const malformed: Record<string, string> = {
  'no-type': '{}',
  'other-type': '{"type": "everyone"}',
  'no-members': '{"type": "members"}',
  'a-name': '{"type": "members", "user_ids": ["Ana"]}',
  'no-date': `{"type": "occurrence", "class_id": "${id}"}`,
  'no-days': `{"type": "class", "class_id": "${id}"}`,
  'too-many-days': `{"type": "class", "class_id": "${id}", "days": 366}`,
  'half-a-day': '{"type": "at_risk", "days": 1.5}',
  'no-such-date': `{"type": "occurrence", "class_id": "${id}", "class_date": "2026-02-30"}`,
  'no-art': '{"type": "belt", "belt": "blue", "degree": null}',
  'a-list': '["gym"]',
};
const each = (audiences: Record<string, string>) =>
  Object.fromEntries(Object.entries(audiences).map(([name, json]) => [name, `'${json}'`]));

const erase = (who: string, then: string): Probe => [
  `select from private.erase_user(:users.${who}, '2100-01-01')`,
  then,
];

/** Notifications: a reader has the words of theirs, staff all of it by a function, and nobody the table. */
const notifications: Subject = {
  name: 'public.notifications',
  rows,
  probes: {
    select: `select ${readable} from public.notifications`,
    'select for whom': `select id from public.notifications where audience is not null`,
    'select how many': `select id from public.notifications where recipients_count > -1`,
    'select who': `select id from public.notifications where sent_by is null`,
    insert: put(forms.gym!),
    update: `update public.notifications set title = 'x' where id = :row ${touched}`,
    'delete blindly': `delete from public.notifications`,
    truncate: `truncate public.notifications`,
    become: {
      sql:
        `update public.notifications set status = :it, sent_at = case :it when 'sent' then now() end,
        failure = case :it when 'failed' then 'unresolved' end
        where id = :notifications.plan returning 'ok'`,
      each: { sent: `'sent'`, failed: `'failed'`, pending: `'pending'` },
    },
    'is sent again': `update public.notifications set status = 'pending', sent_at = null
      where id = :notifications.news`,
    'is inserted as': {
      sql: `insert into public.notifications (gym_id, title, content, audience, status, sent_at)
        values (:gyms.north, 'x', 'x', '${forms.gym}', :it, now()) returning 'ok'`,
      each: { sent: `'sent'` },
    },
    'is for': {
      sql: `insert into public.notifications (gym_id, title, content, audience)
        values (:gyms.north, 'x', 'x', (:it)::jsonb) returning 'ok'`,
      each: {
        ...each(forms),
        ...each(malformed),
        'a-thousand': chosen(1000),
        'too-many': chosen(1001),
      },
    },
    'is queued': [
      put(forms.gym!, ', scheduled_for', `, '2100-01-01'`),
      `select concat_ws(':', run_at::date, position((payload ->> 'notification_id') in dedupe_key))
        from private.jobs where kind = 'resolve_notification'`,
    ],
    'is put off': [
      `update public.notifications set scheduled_for = '2100-01-01' where id = :notifications.plan`,
      `select run_at::date::text from private.jobs where kind = 'resolve_notification'`,
    ],
    'is not queued again': [
      `update public.notifications set scheduled_for = '2100-01-01' where id = :notifications.news`,
      `select run_at from private.jobs where kind = 'resolve_notification'`,
    ],
    'who wrote it, then': erase(
      'manager',
      `select coalesce(failure, status) from public.notifications
        where id in (:notifications.plan, :notifications.news) and sent_by is null
        order by status`,
    ),
    'who writes still': erase(
      'manager',
      `select id from public.notifications where sent_by is not null and failure is null`,
    ),
    'who it names, then': erase(
      'student',
      `select jsonb_array_length(audience -> 'user_ids')::text from public.notifications
        where id = :notifications.news`,
    ),
    'who it names still': erase(
      'student',
      `select id from public.notifications where audience -> 'user_ids' ? (:users.fellow)::text`,
    ),
    'changed by it': erase(
      'fellow',
      `select id from public.notifications where updated_at > '2021-01-01'`,
    ),
  },
  access: [
    `
| actor                   | select   | select for whom | select how many | select who | insert | update |
| anonymous               | 42501    | 42501           | 42501           | 42501      | 42501  | 42501  |
| student guardian deputy former | news | 42501        | 42501           | 42501      | 42501  | 42501  |
| otherGuardian           | southern | 42501           | 42501           | 42501      | 42501  | 42501  |
| system                  | all      | all             | all             | told       | ×1     | all    |
| everyone else           | -        | 42501           | 42501           | 42501      | 42501  | 42501  |`,
    `
| actor         | delete blindly | truncate | become             | is sent again | is inserted as |
| system        | ×6             | 42501    | all                | 23514         | 23514: all     |
| everyone else | 42501          | 42501    | 42501              | 42501         | 42501          |`,
    `
| actor         | is for | is queued | is put off | is not queued again |
| system        | all · 23514: ${
      Object.keys(malformed).join(' ')
    } too-many | 2100-01-01:1 | 2100-01-01 | - |
| everyone else | 42501  | 42501     | 42501      | 42501               |`,
    `
| actor         | who wrote it, then | who writes still | who it names, then | who it names still | changed by it |
| system        | sender_gone sent   | drill southern   | 2                  | told               | told          |
| everyone else | 42501              | 42501            | 42501              | 42501              | 42501         |`,
  ],
};

const recipient = `(notification_id, gym_id, user_id)`;

/** Whom it was for: nobody sees more than their own and their children's, staff neither. */
const recipients: Subject = {
  name: 'public.notification_recipients',
  rows: recipientRows,
  key: 'user_id',
  ids: 'users',
  probes: {
    select: `select * from public.notification_recipients`,
    insert: `insert into public.notification_recipients ${recipient}
      values (:notifications.news, :gyms.north, :users.stranger)`,
    'insert of who is gone': `insert into public.notification_recipients ${recipient}
      values (:notifications.plan, :gyms.north, :users.deleted)`,
    'insert of another gym': `insert into public.notification_recipients ${recipient}
      values (:notifications.news, :gyms.south, :users.stranger)`,
    update: `update public.notification_recipients set viewed_at = now()
      where user_id = :row returning 'ok'`,
    delete: `delete from public.notification_recipients`,
    truncate: `truncate public.notification_recipients`,
    'with the notification': [
      `delete from public.notifications where id = :notifications.news`,
      `select * from public.notification_recipients`,
    ],
    'who was told, then': erase('student', `select user_id from public.notification_recipients`),
  },
  access: [
    `
| actor           | select     | insert | update | delete | truncate |
| anonymous       | 42501      | 42501  | 42501  | 42501  | 42501    |
| student former  | own        | 42501  | 42501  | 42501  | 42501    |
| guardian deputy | child      | 42501  | 42501  | 42501  | 42501    |
| otherGuardian   | otherChild | 42501  | 42501  | 42501  | 42501    |
| system          | all        | ×1     | all    | ×7     | 42501    |
| everyone else   | -          | 42501  | 42501  | 42501  | 42501    |`,
    `
| actor         | insert of who is gone | insert of another gym | with the notification | who was told, then |
| system        | 42501/guard | 23503 | fellow otherStudent otherChild | child former deleted fellow otherStudent otherChild |
| everyone else | 42501       | 42501 | 42501                          | 42501              |`,
  ],
};

const choose = (who: string, more = '', value = '') =>
  `insert into public.notification_preferences (user_id, kind, channel${more})
    values (${who}, 'class', 'email'${value})`;

/** What one wants to be told: one's own and a child's. */
const preferences: Subject = {
  name: 'public.notification_preferences',
  rows: preferenceRows,
  probes: {
    select: `select * from public.notification_preferences`,
    'insert for': {
      sql: `${choose(':it')} returning 'ok'`,
      each: { oneself: ':me', child: ':users.child', otherChild: ':users.otherChild' },
    },
    'insert backdated': `${choose(':me', ', created_at', `, '2000-01-01'`)}
      ${clockOf('created_at')}`,
    'insert post-dated': `${choose(':me', ', updated_at', `, '2000-01-01'`)}
      ${clockOf('updated_at')}`,
    update: `update public.notification_preferences set enabled = false where id = :row ${touched}`,
    'update blindly': `update public.notification_preferences set enabled = false`,
    delete: `delete from public.notification_preferences where id = :row returning 'ok'`,
    'delete blindly': `delete from public.notification_preferences`,
    truncate: `truncate public.notification_preferences`,
    'whose it was, then': erase('student', `select id from public.notification_preferences`),
  },
  access: [
    `
| actor           | select     | update     | delete     | delete blindly | update blindly | truncate |
| anonymous       | 42501      | 42501      | 42501      | 42501          | 42501          | 42501    |
| student former  | own        | own        | own        | ×1             | ×1             | 42501    |
| guardian deputy | child      | child      | child      | ×1             | ×1             | 42501    |
| otherGuardian   | otherChild | otherChild | otherChild | ×1             | ×1             | 42501    |
| system          | all        | all        | all        | ×5             | ×5             | 42501    |
| everyone else   | -          | -          | -          | -              | -              | 42501    |`,
    `
| actor           | insert for                             | insert backdated | insert post-dated |
| anonymous       | 42501                                  | 42501            | 42501             |
| newcomer        | 42501/rls                              | 42501/rls        | 42501/rls         |
| deleted         | 42501/rls: all · 42501/guard: oneself  | 42501/guard      | 42501/guard       |
| guardian deputy | 42501/rls: all · oneself child         | now              | now               |
| otherGuardian   | 42501/rls: all · oneself otherChild    | now              | now               |
| system          | all                                    | backdated        | backdated         |
| everyone else   | 42501/rls: all · oneself               | now              | now               |`,
    `
| actor         | whose it was, then             |
| system        | fellow child otherChild former |
| everyone else | 42501                   |`,
  ],
  updatable: ['enabled', 'quiet_from', 'quiet_until'],
};

/** What it came to on each device: the system's alone. */
const deliveries: Subject = {
  name: 'private.notification_deliveries',
  rows: deliveryRows,
  probes: {
    select: `select * from private.notification_deliveries`,
    insert: `insert into private.notification_deliveries
      (notification_id, user_id, channel, target) values (:notifications.news, :users.fellow, 'push', 'x')`,
    'insert of who is gone': `insert into private.notification_deliveries
      (notification_id, user_id, channel, target)
      values (:notifications.news, :users.deleted, 'push', 'x')`,
    update: `update private.notification_deliveries set attempts = 1 where id = :row ${touched}`,
    delete: `delete from private.notification_deliveries`,
    truncate: `truncate private.notification_deliveries`,
    'begins again': {
      sql: `update private.notification_deliveries set state = 'sending' where id = :it
        returning 'ok'`,
      each: { delivered: ':notification_deliveries.guardian' },
    },
    'who was told, then': erase('student', `select id from private.notification_deliveries`),
  },
  access: [
    systemOnly('×4'),
    `
| actor         | insert of who is gone | begins again | who was told, then           |
| system        | 42501/guard           | 23514: all   | guardian former otherStudent |
| everyone else | 42501                 | 42501        | 42501                        |`,
  ],
};

export const tables = [notifications, recipients, preferences, deliveries];
