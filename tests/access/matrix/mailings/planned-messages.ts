import { systemOnly } from '../store/shop-system-functions.ts';
import { after, agreed, withScenes } from './scenes.ts';

const stopped = (shop: string, automation = shop, running = 'null') =>
  `select private.is_mailing_stopped(:shops.${shop}, :automations.${automation}, ${running})`;
const isMailingStopped = systemOnly('is_mailing_stopped(uuid,uuid,boolean)', 'boolean', {
  'one that is on': [stopped('north'), 'false'],
  'one that is off': [stopped('south'), 'true'],
  'as though it were on': [stopped('south', 'south', 'true'), 'false'],
  'of another shop': [stopped('south', 'north'), 'true'],
  'of a shop that left': [stopped('left', 'left', 'true'), 'true'],
  'of one that was deleted': [stopped('gone', 'gone', 'true'), 'true'],
  'out of use': [stopped('taken', 'taken', 'true'), 'true'],
});

const clocks = [
  systemOnly('customer_zone(text,text,text)', 'text', {
    'their own': [`select private.customer_zone('Asia/Tokyo', 'Europe/Rome', 'UTC')`, 'Asia/Tokyo'],
    'that is none': [
      `select private.customer_zone('Nowhere', 'Europe/Rome', 'UTC')`,
      'Europe/Rome',
    ],
    "the shop's": [`select private.customer_zone(null, null, 'UTC')`, 'UTC'],
  }),
  systemOnly('is_held_out(uuid,uuid,integer)', 'boolean', {
    nobody: ['select private.is_held_out(:automations.north, :customers.isFellow, 0)', 'false'],
    everybody: ['select private.is_held_out(:automations.north, :customers.isFellow, 100)', 'true'],
  }),
  systemOnly('mailing_cap(uuid)', 'record', {
    'that was said': [
      `select most || '/' || span from private.mailing_cap(:shops.north)`,
      '2/72:00:00',
    ],
    'that was not': [
      `select most || '/' || span from private.mailing_cap(:shops.taken)`,
      '3/168:00:00',
    ],
  }),
  systemOnly(
    'mailing_quiet_end(timestamp with time zone,text,time without time zone,time without time zone)',
    'timestamp with time zone',
    {
      'in the night': [
        `select private.mailing_quiet_end('2020-02-01T23:00Z', 'UTC', '22:00', '08:00')
          = '2020-02-02T08:00Z'`,
        'true',
      ],
      'by day': [
        `select private.mailing_quiet_end('2020-02-01T12:00Z', 'UTC', '22:00', '08:00')`,
        'null',
      ],
    },
  ),
  systemOnly(
    'next_sending_time(timestamp with time zone,text,time without time zone,' +
      'time without time zone,smallint[])',
    'timestamp with time zone',
    {
      'on another day': [
        `select private.next_sending_time('2020-02-01T12:00Z', 'UTC', null, null, '{1}')
          = '2020-02-03T00:00Z'`,
        'true',
      ],
      'at once': [
        `select private.next_sending_time('2020-02-01T12:00Z', 'UTC', null, null, null)
          = '2020-02-01T12:00Z'`,
        'true',
      ],
    },
  ),
];

const FEW = 'array[:customers.isFellow, :customers.isStudentAtSouth]::uuid[]';
const reasons = (shop: string, mail = true) =>
  `select concat_ws('/', c.shopify_id - 820982911946154500, r.reason)
    from private.refusals_of(:shops.${shop}, false, '${mail ? 'email' : 'push'}', 'offers', null,
      '2020-02-01', ${FEW}) r
    join public.customers c on c.id = r.customer_id`;
const refusalsOf = withScenes(
  'refusals_of(uuid,boolean,message_channel,text,uuid,timestamp with time zone,uuid[])',
  'TABLE(customer_id uuid, reason text, zone text)',
  {
    'of one shop': [reasons('north'), '1/no_consent 4/customer_gone'],
    'of another': [reasons('south'), '1/customer_gone 4/no_consent'],
    'by push': [reasons('north', false), '1/no_consent 4/customer_gone'],
  },
  { 'of who agreed': [[...after(agreed), reasons('north')], '1 4/customer_gone'] },
);

const verdict = (shop = 'north', running = 'null') =>
  `select concat_ws('/', outcome, reason) from private.message_verdicts(
    :shops.${shop}, :automations.${shop}, 'email', 'offers', null, null, null, null, 0,
    '2020-02-01', array[:customers.isFellow]::uuid[], ${running})`;
const messageVerdicts = withScenes(
  'message_verdicts(uuid,uuid,message_channel,text,uuid,time without time zone,' +
    'time without time zone,smallint[],integer,timestamp with time zone,uuid[],boolean)',
  'TABLE(customer_id uuid, outcome text, reason text, scheduled_for timestamp with time zone)',
  {
    'of one shop': [verdict(), 'refused/no_consent'],
    'of another': [verdict('south'), 'refused/customer_gone'],
  },
  { 'of who agreed': [[...after(agreed), verdict()], 'to_send'] },
);

const plan = `select private.plan_messages(:automation_versions.north, 0,
  array[:automation_entries.north, :automation_entries.south]::uuid[], '2020-02-01')`;
const unplanned = `delete from public.message_logs where id = :message_logs.north`;
const planned = `select concat_ws('/', status, reason, details) from public.message_logs
  where planned_for = '2020-02-01'`;
const planMessages = withScenes(
  'plan_messages(uuid,integer,uuid[],timestamp with time zone)',
  'integer',
  { again: [plan, '0'] },
  {
    'for the first time': [[...after(unplanned), plan], '1'],
    'what is planned then': [
      [...after(agreed, unplanned), plan, planned],
      'scheduled/{}',
    ],
    'what a refusal holds': [
      [
        ...after(
          unplanned,
          `update private.automation_entries set details = '{"order_number": "1"}'`,
        ),
        ...[plan, planned],
      ],
      'refused/no_consent/{}',
    ],
  },
);

/** What judges and plans messages; functions that only the system calls. */
export const plannedMessages = [
  ...[isMailingStopped, ...clocks, refusalsOf, messageVerdicts, planMessages],
];
