import { requestsMade } from './privacy.ts';
import { systemOnly } from './shop-system-functions.ts';

const begin = (shop: string) => `select * from private.begin_shop_redaction(:shops.${shop})`;
const beginShopRedaction = systemOnly('begin_shop_redaction(uuid)', 'TABLE(written integer)', {
  'of one that left': [begin('left'), '1'],
  'of one that lets us in': [begin('north'), '0'],
  'what is asked then': [[begin('left'), requestsMade], 'redact_shop/open/t/f'],
  'what is void then': [[begin('north'), requestsMade], 'redact_shop/void/t/t'],
  'what is gone then': [
    [begin('left'), `select id from public.shops where deleted_at is not null`],
    'gone left',
  ],
  'what opens it': [
    [begin('left'), `select shop_id from private.shop_secrets('roaming.myshopify.com')`],
    'taken',
  ],
  'what it was opened by': [
    [begin('left'), `select shop_id from private.credentials_to_reseal('k2', null, 10)`],
    'north south taken gone',
  ],
  'of one that refuses us': [
    [
      `update public.shops set state = 'stale' where id = :shops.north`,
      begin('north'),
      `select concat_ws('/', state, uninstalled_at is not null) from public.shops
       where id = :shops.north`,
    ],
    'uninstalled/t',
  ],
  'in the queue': [
    [begin('left'), `select kind from private.jobs where kind = 'redact_shop'`],
    'redact_shop',
  ],
});

/** A refund, and an order that was deleted, of another shop than north. */
const atSouth = [
  `insert into private.order_refunds (shop_id, refund_id, order_shopify_id, amount, refunded_at)
    values (:shops.south, 1, 1, 1, now())`,
  `insert into private.deleted_orders (shop_id, shopify_id, deleted_at)
    values (:shops.south, 1, now())`,
];
const atSouthStill = (table: string) =>
  `select count(*) from ${table} where shop_id = :shops.south`;
const slice = (row: string, most = 100) =>
  `select private.redact_shop_slice(:privacy_requests.${row}, ${most})`;
/** North asks, and is deleted in slices; each probe looks at what is left. */
const gone = (steps: number, look: string, most = 100) => [
  `select * from private.uninstall_shop(:shops.north, now())`,
  begin('north'),
  ...Array(steps).fill(
    `select private.redact_shop_slice(id, ${most}) from public.privacy_requests
     where kind = 'redact_shop' and status = 'open' and shop_id = :shops.north`,
  ),
  look,
];
const left = (table: string) => `select count(*) from ${table} where shop_id = :shops.north`;
const redactShopSlice = systemOnly('redact_shop_slice(uuid,integer)', 'boolean', {
  'of one without rows': [slice('leaves'), 'true'],
  'of another kind': [slice('asks'), 'true'],
  'what is not done then': [
    [slice('asks'), `select id from public.privacy_requests where status = 'done'`],
    'answered answeredFellow answeredAtSouth leftBefore',
  ],
  'what is done then': [
    [slice('leaves'), `select id from public.privacy_requests where status = 'done'`],
    'answered answeredFellow answeredAtSouth leaves',
  ],
  'orders first': [gone(1, left('public.orders')), '0'],
  'so many at a time': [gone(1, left('public.orders'), 2), '5'],
  'customers last': [gone(1, left('public.customers'), 5), '4'],
  'no customer then': [gone(9, left('public.customers')), '0'],
  'no refund then': [gone(9, left('private.order_refunds')), '0'],
  'no delivery then': [gone(9, left('private.shopify_deliveries')), '0'],
  'no backfill then': [gone(9, left('public.backfills')), '0'],
  'no reconciliation then': [gone(9, left('public.reconciliations')), '0'],
  'no run then': [gone(9, left('public.rfm_runs')), '0'],
  'no deletion then': [gone(9, left('private.deleted_orders')), '0'],
  'what is asked until then': [
    gone(
      1,
      `select status from public.privacy_requests
        where kind = 'redact_shop' and shop_id = :shops.north`,
      2,
    ),
    'open',
  ],
  'by a request of another kind': [
    [...gone(0, slice('asks')), left('public.orders')],
    '5',
  ],
  'what was asked before': [gone(9, left('public.privacy_requests')), '1'],
  "no other shop's": [gone(9, atSouthStill('public.orders')), '2'],
  "no other shop's refund": [
    [...atSouth, ...gone(9, atSouthStill('private.order_refunds'))],
    '1',
  ],
  "no other shop's deletion": [
    [...atSouth, ...gone(9, atSouthStill('private.deleted_orders'))],
    '1',
  ],
  "no other shop's delivery": [gone(9, atSouthStill('private.shopify_deliveries')), '1'],
});

/** How a shop is forgotten: functions that only the system calls. */
export const shopRedaction = [beginShopRedaction, redactShopSlice];
