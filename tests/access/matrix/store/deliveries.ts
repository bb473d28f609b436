import type { Subject } from '../../proof/cells.ts';
import { deliveries, postponed } from '../../world/store/deliveries.ts';
import { privacy } from './privacy.ts';
import { shopRedaction } from './shop-redaction.ts';
import { systemOnly } from './shop-system-functions.ts';

/** What Shopify delivered: for the system alone. */
const shopifyDeliveries: Subject = {
  name: 'private.shopify_deliveries',
  rows: deliveries,
  key: 'event_id',
  probes: {
    select: `select event_id from private.shopify_deliveries`,
    insert: `insert into private.shopify_deliveries (shop_id, topic, event_id, triggered_at)
      values (:shops.north, 'x', 'x', now())`,
    update: `update private.shopify_deliveries set topic = 'x' where event_id = 'news'`,
    delete: `delete from private.shopify_deliveries`,
    truncate: `truncate private.shopify_deliveries`,
  },
  access: [`
| actor         | select | insert | update | delete | truncate |
| system        | all    | ×1     | ×1     | ×5     | 42501    |
| everyone else | 42501  | 42501  | 42501  | 42501  | 42501    |`],
};

/** What of it waits for a job, which is of customers: for the system alone. */
const postponedDeliveries: Subject = {
  name: 'private.postponed_deliveries',
  rows: postponed,
  key: 'event_id',
  probes: {
    select: `select event_id from private.postponed_deliveries`,
    insert: `insert into private.postponed_deliveries (shop_id, topic, event_id, body)
      values (:shops.north, 'orders/create', 'news', '{}')`,
    update: `update private.postponed_deliveries set body = '{}'`,
    delete: `delete from private.postponed_deliveries`,
    truncate: `truncate private.postponed_deliveries`,
  },
  access: [`
| actor         | select | insert | update | delete | truncate |
| system        | all    | ×1     | ×3     | ×3     | 42501    |
| everyone else | 42501  | 42501  | 42501  | 42501  | 42501    |`],
};

const note = (shop: string, topic: string, event: string, problem = 'null') =>
  `select private.note_delivery(:shops.${shop}, '${topic}', '${event}', '2020-01-02', ${problem})`;
const inLedger = (event: string) =>
  `select concat_ws('/', topic, triggered_at = '2020-01-02', problem)
   from private.shopify_deliveries where event_id = '${event}'`;
const noteDelivery = systemOnly(
  'note_delivery(uuid,text,text,timestamp with time zone,text)',
  'SETOF uuid',
  {
    news: [note('north', 'orders/create', 'new'), 'north'],
    'a repeat': [note('north', 'orders/create', 'news'), '-'],
    'of another topic': [note('north', 'orders/paid', 'news'), 'north'],
    'of another shop': [note('south', 'orders/create', 'news'), 'south'],
    'of a shop that left': [note('left', 'orders/create', 'news'), 'left'],
    'of one that is gone': [note('gone', 'orders/create', 'news'), '-'],
    'in the ledger': [[note('north', 'a/b', 'new', `'why'`), inLedger('new')], 'a/b/t/why'],
    'what could not be read': [note('north', 'orders/create', 'broken'), 'north'],
    'and was read then': [
      [note('north', 'orders/create', 'broken'), inLedger('broken')],
      'orders/create/f',
    ],
    'how long it waits': [
      [note('north', 'orders/create', 'news'), `select current_setting('lock_timeout')`],
      '300ms',
    ],
  },
);

const postpone = (event: string, shop = 'north') =>
  `select private.postpone_delivery(
    :shops.${shop}, 'orders/create', '${event}', '2020-01-02', '{"id": "1"}', 7)`;
const queued = `select payload ->> 'event_id' from private.jobs where kind = 'apply_delivery'`;
const postponeDelivery = systemOnly(
  'postpone_delivery(uuid,text,text,timestamp with time zone,jsonb,bigint)',
  'SETOF uuid',
  {
    news: [postpone('new'), 'north'],
    'a repeat': [postpone('news'), '-'],
    'what waits then': [
      [
        postpone('new'),
        `select concat_ws('/', body ->> 'id', customer_shopify_id) from private.postponed_deliveries
         where event_id = 'new'`,
      ],
      '1/7',
    ],
    'in the queue': [[postpone('new'), queued], 'new'],
    'in the queue, of a repeat': [[postpone('news'), queued], '-'],
    'of one that is gone': [postpone('new', 'gone'), '-'],
  },
);

/** What Shopify delivers, and what its privacy topics ask for. */
export const storeDeliveries = [
  ...[shopifyDeliveries, postponedDeliveries, noteDelivery, postponeDelivery],
  ...privacy,
  ...shopRedaction,
];
