import type { Subject } from '../../proof/cells.ts';
import { contacts, messages, settings } from '../../world/mailings/messages.ts';
import { touched } from '../returning.ts';

/** What was planned and what became of it: read by managers of the shop's gym, written by jobs. */
const messageLogs: Subject = {
  name: 'public.message_logs',
  rows: messages,
  probes: {
    select: 'select * from public.message_logs',
    insert: `insert into public.message_logs
      (shop_id, automation_id, version_id, customer_id, node, channel, status, dedupe_key,
        planned_for, scheduled_for)
      values (:shops.north, :automations.north, :automation_versions.north, :customers.isStudent, 0,
        'email', 'scheduled', 'x', '2020-01-01', '2020-01-01') returning 'ok'`,
    update: `update public.message_logs set attempts = attempts where id = :row ${touched}`,
    'sent by nobody': `update public.message_logs set status = 'sent' where id = :row`,
    'delete blindly': 'delete from public.message_logs',
    truncate: 'truncate public.message_logs',
  },
  access: [
    `
| actor          | select      | insert | delete blindly | truncate |
| anonymous      | 42501       | 42501  | 42501          | 42501    |
| manager deputy | north left  | 42501  | 42501          | 42501    |
| otherManager   | south taken | 42501  | 42501          | 42501    |
| system         | all         | ok     | 42501          | 42501    |
| everyone else  | -           | 42501  | 42501          | 42501    |`,
    `
| actor         | update | sent by nobody |
| system        | all    | 23514          |
| everyone else | 42501  | 42501          |`,
  ],
};

const set = (shop: string) =>
  `insert into public.mailing_settings (shop_id, cap_messages) values (:shops.${shop}, 5)
    returning 'ok'`;

/** What holds for all mailings of a shop: managers of its gym say it. */
const mailingSettings: Subject = {
  name: 'public.mailing_settings',
  rows: settings,
  key: 'shop_id',
  ids: 'shops',
  appendOnly: true,
  updatable: ['cap_messages', 'cap_days', 'reply_to', 'postal_address'],
  probes: {
    select: 'select * from public.mailing_settings',
    insert: set('taken'),
    'of a deleted shop': `${set('gone').replace('returning', 'on conflict do nothing returning')}`,
    update: `update public.mailing_settings set cap_days = 4 where shop_id = :row ${touched}`,
    'update blindly': 'update public.mailing_settings set cap_days = 4',
    'delete blindly': 'delete from public.mailing_settings',
    truncate: 'truncate public.mailing_settings',
  },
  access: [
    `
| actor          | select     | insert    | of a deleted shop | update blindly | delete blindly | truncate |
| anonymous      | 42501      | 42501     | 42501             | 42501          | 42501          | 42501    |
| manager deputy | north left | 42501/rls | 42501/rls         | ×2             | 42501          | 42501    |
| otherManager   | south      | ok        | 42501/rls         | ×1             | 42501          | 42501    |
| system         | all        | 42501     | 42501             | 42501          | 42501          | 42501    |
| everyone else  | -          | 42501/rls | 42501/rls         | -              | 42501          | 42501    |`,
    `
| actor            | update     |
| anonymous system | 42501      |
| manager deputy   | north left |
| otherManager     | south      |
| everyone else    | -          |`,
  ],
};

/** When somebody was sent something: for the system alone. */
const mailingContacts: Subject = {
  name: 'private.mailing_contacts',
  rows: contacts,
  key: 'customer_id',
  ids: 'customers',
  probes: {
    select: 'select * from private.mailing_contacts',
    insert: `insert into private.mailing_contacts (shop_id, customer_id)
      values (:shops.north, :customers.isNobody) returning 'ok'`,
    update: `update private.mailing_contacts set handed_over = '{}' where customer_id = :row
      returning 'ok'`,
    'delete blindly': 'delete from private.mailing_contacts',
    truncate: 'truncate private.mailing_contacts',
  },
  access: [`
| actor         | select | insert | update | delete blindly | truncate |
| system        | all    | ok     | all    | 42501          | 42501    |
| everyone else | 42501  | 42501  | 42501  | 42501          | 42501    |`],
};

export const messageTables = [messageLogs, mailingSettings, mailingContacts];
