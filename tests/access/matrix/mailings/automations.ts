import { MOST_ENABLED } from '../../../../src/db/schema/mailings/automations/automations.ts';
import type { Subject } from '../../proof/cells.ts';
import { automations as drafts } from '../../world/mailings/automations.ts';
import { entered } from '../../world/mailings/entries.ts';
import { closed, ofTriggers } from '../closed.ts';
import { systemOnly } from '../store/shop-system-functions.ts';
import { becomeOwner, clockOf, touched } from '../returning.ts';
import { noted } from './noted.ts';

const rowsOf = (columns: string, values: string) =>
  `insert into public.automations (shop_id, name, trigger, action, tag${columns})
    values (:shops.south, 'x', 'birthday', 'tag', 'x'${values}) returning 'ok'`;

const on = (by: string, at = '') =>
  `${by}insert into public.automations
    (shop_id, name, trigger, action, tag, published_version, enabled${at && ', enabled_at'})
    values (:shops.south, 'x', 'birthday', 'tag', 'x', 1, true${at}) returning
    case when enabled_at > '2020-06-01' then 'now' else 'backdated' end`;
const changed = (shop: string, set: string, told: string) =>
  `update public.automations set ${set} where id = :automations.${shop} returning ${told}`;
/** Since when one is on, nobody says but the clock. */
const switches = {
  'switched on': changed(
    'south',
    'enabled = true',
    `case when enabled_at > '2020-06-01' then 'now' else 'backdated' end`,
  ),
  'switched on again': changed('north', 'enabled = true', `enabled_at = '2020-01-01'`),
  'switched off': changed('north', 'enabled = false', `enabled_at is null`),
  'born on': on('', `, '2019-01-01'`),
  'born on by the owner': [becomeOwner, on('', `, '2019-01-01'`)],
  'born on just now': [becomeOwner, on('')],
};
/** As the owner, for whom the limit holds as well; north has one that is on. */
const many = (shop: string, count: number, enabled = true) => [
  becomeOwner,
  `insert into public.automations (shop_id, name, trigger, action, tag, published_version, enabled)
    select :shops.${shop}, 'x' || n, 'birthday', 'tag', 'x', 1, ${enabled}
    from generate_series(1, ${count}) n`,
];
const limit = {
  'one too many': [...many('south', MOST_ENABLED), switches['switched on']],
  'one more is born': [...many('south', MOST_ENABLED), on('')],
  'one of them, again': [...many('north', MOST_ENABLED - 1), switches['switched on again']],
  'beside those of another shop': [...many('north', MOST_ENABLED - 1), switches['switched on']],
  'beside those that are off': [...many('south', MOST_ENABLED, false), switches['switched on']],
};
const limited = `
| actor         | one too many | one more is born | one of them, again | beside those of another shop | beside those that are off |
| everyone else | 23514        | 23514            | true               | now                          | now                       |`;
const switching = `
| actor          | update blindly | by whose clock | switched on | switched on again | switched off | born on   | born on by the owner | born on just now |
| anonymous      | 42501          | 42501          | 42501       | 42501             | 42501        | 42501     | backdated            | now              |
| manager deputy | ×2             | 42501/rls      | -           | true              | true         | 42501/rls | backdated            | now              |
| otherManager   | ×2             | now            | now         | -                 | -            | now       | backdated            | now              |
| system         | 42501          | 42501          | 42501       | 42501             | 42501        | 42501     | backdated            | now              |
| everyone else  | -              | 42501/rls      | -           | -                 | -            | 42501/rls | backdated            | now              |`;

/** Drafts: managers of the shop's gym write them, and nobody deletes one. */
const automationsTable: Subject = {
  name: 'public.automations',
  rows: drafts,
  appendOnly: true,
  updatable: [
    ...['name', 'trigger', 'trigger_options', 'conditions', 'topic', 'quiet_from', 'quiet_until'],
    ...['send_days', 'hold_out_percent', 'attribution_days', 'action', 'template_id', 'tag'],
    ...['delay_minutes', 'steps', 'enabled', 'published_version', 'archived_at'],
  ],
  probes: {
    select: 'select * from public.automations',
    insert: rowsOf('', ''),
    update: `update public.automations set name = name where id = :row ${touched}`,
    'to another shop': `update public.automations set shop_id = :shops.south where id = :row`,
    'since when': `update public.automations set enabled_at = now() where id = :row`,
    'delete blindly': 'delete from public.automations',
    truncate: 'truncate public.automations',
    'update blindly': `update public.automations set name = 'x'`,
    'by whose clock': `${rowsOf(', created_at', `, '2000-01-01'`).replace(/returning 'ok'/, '')}
      ${clockOf('created_at')}`,
    ...switches,
    ...limit,
  },
  access: [
    switching,
    limited,
    `
| actor          | select      | insert | to another shop | since when | delete blindly | truncate |
| anonymous      | 42501       | 42501  | 42501           | 42501      | 42501          | 42501    |
| manager deputy | north left  | 42501/rls | 42501           | 42501      | 42501          | 42501    |
| otherManager   | south taken | ok     | 42501           | 42501      | 42501          | 42501    |
| system         | all         | 42501  | 42501           | 42501      | 42501          | 42501    |
| everyone else  | -           | 42501/rls | 42501           | 42501      | 42501          | 42501    |`,
    `
| actor          | update      |
| anonymous      | 42501       |
| manager deputy | north left  |
| otherManager   | south taken |
| system         | 42501       |
| everyone else  | -           |`,
  ],
};

/** What was published: managers write the next one, and nobody changes one. */
const versionsTable: Subject = {
  name: 'public.automation_versions',
  rows: entered,
  appendOnly: true,
  probes: {
    select: 'select * from public.automation_versions',
    insert: `insert into public.automation_versions (shop_id, automation_id, number, trigger, nodes)
      values (:shops.south, :automations.south, 7, 'birthday', '[]') returning 'ok'`,
    'of another shop': `insert into public.automation_versions
      (shop_id, automation_id, number, trigger, nodes)
      values (:shops.south, :automations.north, 7, 'birthday', '[]') returning 'ok'`,
    'by whose clock': `insert into public.automation_versions
      (shop_id, automation_id, number, trigger, nodes, created_at)
      values (:shops.south, :automations.south, 7, 'birthday', '[]', '2000-01-01')
      ${clockOf('created_at')}`,
    update: `update public.automation_versions set nodes = nodes where id = :row`,
    'delete blindly': 'delete from public.automation_versions',
    truncate: 'truncate public.automation_versions',
  },
  access: [`
| actor          | select      | insert    | by whose clock | of another shop | update | delete blindly | truncate |
| anonymous      | 42501       | 42501     | 42501          | 42501           | 42501  | 42501          | 42501    |
| manager deputy | north left  | 42501/rls | 42501/rls      | 42501/rls       | 42501  | 42501          | 42501    |
| otherManager   | south taken | ok        | now            | 23503           | 42501  | 42501          | 42501    |
| system         | all         | 42501     | 42501          | 42501           | 42501  | 42501          | 42501    |
| everyone else  | -           | 42501/rls | 42501/rls      | 42501/rls       | 42501  | 42501          | 42501    |`],
};

/** Words on customers: read by managers of the shop's gym, put by the system. */
const tagsTable: Subject = {
  name: 'public.customer_tags',
  rows: entered,
  key: 'automation_id',
  ids: 'automations',
  appendOnly: true,
  probes: {
    select: 'select * from public.customer_tags',
    insert: `insert into public.customer_tags (shop_id, customer_id, tag, automation_id)
      values (:shops.north, :customers.isFellow, 'x', :automations.north)`,
    update: `update public.customer_tags set tag = 'x' where automation_id = :row`,
    'delete blindly': 'delete from public.customer_tags',
    truncate: 'truncate public.customer_tags',
  },
  access: [`
| actor          | select      | insert | update | delete blindly | truncate |
| anonymous      | 42501       | 42501  | 42501  | 42501          | 42501    |
| manager deputy | north left  | 42501  | 42501  | 42501          | 42501    |
| otherManager   | south taken | 42501  | 42501  | 42501          | 42501    |
| system         | all         | ×1     | 42501  | 42501          | 42501    |
| everyone else  | -           | 42501  | 42501  | 42501          | 42501    |`],
};

/** What waits to let customers enter: for the system alone, which takes it away. */
const eventsTable: Subject = {
  name: 'private.automation_events',
  rows: entered,
  probes: {
    select: 'select * from private.automation_events',
    insert: `insert into private.automation_events
      (shop_id, customer_id, trigger, key, happened_at)
      values (:shops.north, :customers.isFellow, 'first_purchase', 'x', '2020-01-01')`,
    update: `update private.automation_events set key = key where id = :row returning 'ok'`,
    delete: `delete from private.automation_events where id = :row returning 'ok'`,
    'delete blindly': 'delete from private.automation_events',
    truncate: 'truncate private.automation_events',
    ...noted.probes,
  },
  access: [
    noted.access,
    `
| actor         | select | insert | update | delete | delete blindly | truncate |
| system        | all    | 42501  | all    | all    | ×4             | 42501    |
| everyone else | 42501  | 42501  | 42501  | 42501  | 42501          | 42501    |`,
  ],
};

/** Who is on the way through a version: for the system alone. */
const entriesTable: Subject = {
  name: 'private.automation_entries',
  rows: entered,
  probes: {
    select: 'select * from private.automation_entries',
    insert: `insert into private.automation_entries
      (shop_id, automation_id, version_id, customer_id, key, due_at)
      values (:shops.north, :automations.north, :automation_versions.north, :customers.isFellow, 'x',
        '2020-01-01')`,
    'begun again': ['done', 'active'].map((state) =>
      `update private.automation_entries set state = '${state}'
        where id = :automation_entries.north`
    ),
    update: `update private.automation_entries set node = node where id = :row ${touched}`,
    'delete blindly': 'delete from private.automation_entries',
    truncate: 'truncate private.automation_entries',
  },
  access: [
    `
| actor         | select | insert | begun again | delete blindly | truncate |
| system        | all    | ×1     | 23514       | 42501          | 42501    |
| everyone else | 42501  | 42501  | 42501       | 42501          | 42501    |`,
    `
| actor         | update |
| system        | all    |
| everyone else | 42501  |`,
  ],
};

const AT = `'2020-06-01T10:00:00Z'::timestamptz`;
const keys = [
  systemOnly('approval_key(uuid,timestamp with time zone)', 'text', {
    key: [
      `select private.approval_key('00000000-0000-4000-8000-000000000001', ${AT})`,
      'membership:00000000-0000-4000-8000-000000000001:2020-06-01T10:00:00.000',
    ],
  }),
  // Of calendars, and of who looks for birthdays and absences.
  systemOnly('instant_of(timestamp without time zone,text)', 'timestamp with time zone', {
    call: [`select private.instant_of('2020-06-01 10:00', 'UTC') = ${AT}`, 'true'],
  }),
  systemOnly('promoted_at(date,timestamp with time zone,text)', 'timestamp with time zone', {
    'the same day': [`select private.promoted_at('2020-06-01', ${AT}, 'UTC') = ${AT}`, 'true'],
    'long after': [
      `select private.promoted_at('2020-01-01', ${AT}, 'UTC') = '2020-01-02T00:00:00Z'`,
      'true',
    ],
  }),
];

export const automations = [
  ...[automationsTable, versionsTable, tagsTable, eventsTable, entriesTable],
  ...keys,
  ...closed([
    [
      'awaited_since(uuid,trigger_type)',
      'timestamp with time zone',
      `awaited_since(null, 'absent')`,
    ],
  ]),
  ...ofTriggers(
    'note_approvals',
    'note_graduations',
    'note_orders',
    'note_segment_changes',
    'stamp_enabled',
  ),
];
