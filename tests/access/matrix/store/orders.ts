import { orders as rows } from '../../world/store/store.ts';
import type { Probe, Subject } from '../../proof/cells.ts';

/** What a customer's orders come to. */
const sumsOf = (row: string) =>
  `select concat_ws('/', orders_count, total_spent::numeric(9, 2), last_order_at::date)
    from public.customer_stats where customer_id = :customers.${row}`;

const orders: Subject = {
  name: 'public.orders',
  rows,
  appendOnly: true,
  probes: {
    select: `select * from public.orders`,
    insert: `insert into public.orders (shop_id, shopify_id, order_number, total_price, currency,
      financial_status, placed_at, shopify_updated_at)
      values (:shops.north, 1, '#1', 1, 'BRL', 'paid', now(), now())`,
    update: `update public.orders set total_price = 0 where id = :row`,
    'delete blindly': `delete from public.orders`,
    truncate: `truncate public.orders`,
    'counted no longer': [
      `delete from public.orders where id = :orders.isFellow`,
      sumsOf('isFellow'),
    ],
  },
  access: [
    `
| actor          | select                                                | insert | update | delete blindly | truncate |
| anonymous      | 42501                                                 | 42501  | 42501  | 42501          | 42501    |
| student        | isStudent isStudentAtSouth                            | 42501  | 42501  | 42501          | 42501    |
| former         | isFormer                                              | 42501  | 42501  | 42501          | 42501    |
| manager deputy | isStudent isFellow isChild isNobody isFormer ofNobody | 42501  | 42501  | 42501          | 42501    |
| otherManager   | isStudentAtSouth isOtherStudent isTaken               | 42501  | 42501  | 42501          | 42501    |
| system         | all                                                   | 42501  | 42501  | ×9             | 42501    |
| everyone else  | -                                                     | 42501  | 42501  | 42501          | 42501    |`,
    `
| actor         | counted no longer |
| system        | 0/0.00            |
| everyone else | 42501             |`,
  ],
};

const closed = (name: string, row: string, columns: string): Subject => ({
  name,
  rows: ['north'],
  key: 'shop_id',
  ids: 'shops',
  probes: {
    select: `select shop_id from ${name}`,
    insert: `insert into ${name} ${columns}`,
    update: `update ${name} set ${row} where shop_id = :row returning 'ok'`,
    'delete blindly': `delete from ${name}`,
    truncate: `truncate ${name}`,
  },
  access: [`
| actor         | select | insert | update | delete blindly | truncate |
| system        | all    | ×1     | all    | ×1             | 42501    |
| everyone else | 42501  | 42501  | 42501  | 42501          | 42501    |`],
});

const orderRefunds = closed(
  'private.order_refunds',
  'amount = 1',
  `(shop_id, refund_id, order_shopify_id, amount, refunded_at) values (:shops.north, 2, 2, 2, now())`,
);
const deletedOrders = closed(
  'private.deleted_orders',
  'deleted_at = now()',
  `(shop_id, shopify_id, deleted_at) values (:shops.north, 2, now())`,
);

const none = `'{null}'`;
const FELLOW = '(select shopify_id from public.customers where id = :customers.isFellow)';
const STUDENT = '(select shopify_id from public.customers where id = :customers.isStudent)';
const ORDER = '(select shopify_id from public.orders where id = :orders.isFellow)';

/** News of one order, from tomorrow on. */
const told = (
  { id = ORDER, customer = FELLOW, status = 'paid', price = '5', currency = 'BRL', at = 1 } = {},
) =>
  `select written from private.apply_orders(:shops.north, array[${id}]::bigint[],
    array[${customer}]::bigint[], '{#1}', '{${price}}', '{0}', '{${currency}}', '{${status}}',
    '{2021-02-03}', ${none}, array[now() + interval '${at} days'], ${none})`;
const refunded = (id: string, amount: string, at: number) =>
  `select written from private.apply_refunds(:shops.north, '{77}', array[${id}]::bigint[],
    '{${amount}}', array[now() + interval '${at} days'], ${none})`;

const types = 'numeric[],numeric[],text[],financial_status[],timestamp with time zone[],' +
  'timestamp with time zone[],timestamp with time zone[],timestamp with time zone[]';

const applied: Record<string, Probe> = {
  'one more': [told({ id: '7' }), sumsOf('isFellow')],
  'one in another currency': [told({ id: '7', currency: 'USD' }), sumsOf('isFellow')],
  'one that is not paid': [told({ id: '7', status: 'pending' }), sumsOf('isFellow')],
  'one that changes': [told(), sumsOf('isFellow')],
  'one that is older': told({ at: -9999 }),
  'one that was voided': [told({ status: 'voided' }), sumsOf('isFellow')],
  'one of another customer': [told({ customer: STUDENT }), sumsOf('isStudent')],
  'and who had it': [told({ customer: STUDENT }), sumsOf('isFellow')],
  none: `select written from private.apply_orders(:shops.north, '{}', '{}', '{}', '{}', '{}', '{}',
    '{}', '{}', '{}', '{}', '{}')`,
  'its version': [
    told(),
    `select (updated_at > '2020-06-01')::text from public.orders where id = :orders.isFellow`,
  ],
  'of somebody new': [
    told({ id: '7', customer: '8' }),
    `select orders_count from public.customer_stats
      where customer_id = (select id from public.customers where shopify_id = 8)`,
  ],
};

const applyOrders: Subject = {
  name: `private.apply_orders(uuid,bigint[],bigint[],text[],${types})`,
  returns: 'record',
  probes: applied,
  access: [
    `
| actor  | one more           | one in another currency | one that is not paid | one that changes  | one that is older |
| system | 2/15.00/2021-02-03 | 1/10.00/2020-01-01      | 1/10.00/2020-01-01   | 1/5.00/2021-02-03 | 0                 |
| everyone else | 42501       | 42501                   | 42501                | 42501             | 42501             |`,
    `
| actor  | one that was voided | one of another customer | and who had it | of somebody new | none  | its version |
| system | 0/0.00              | 2/15.00/2021-02-03      | 0/0.00         | 1               | 0     | true |
| everyone else | 42501        | 42501                   | 42501          | 42501           | 42501 | 42501 |`,
  ],
};

const applyRefunds: Subject = {
  name: 'private.apply_refunds(uuid,bigint[],bigint[],numeric[],timestamp with time zone[],' +
    'timestamp with time zone[])',
  returns: 'record',
  probes: {
    none: `select written from private.apply_refunds(:shops.north, '{}', '{}', '{}', '{}', '{}')`,
    'behind its order': [refunded(ORDER, '4', 1), sumsOf('isFellow')],
    'once more': [refunded(ORDER, '4', 1), refunded(ORDER, '4', 1), sumsOf('isFellow')],
    'in a state already': [refunded(ORDER, '4', -9999), sumsOf('isFellow')],
    'before its order': [refunded('7', '4', 2), told({ id: '7' }), sumsOf('isFellow')],
    'all of it': [refunded(ORDER, '10', 1), sumsOf('isFellow')],
  },
  access: [`
| actor  | behind its order  | once more         | in a state already | before its order   | all of it | none  |
| system | 1/6.00/2020-01-01 | 1/6.00/2020-01-01 | 1/10.00/2020-01-01 | 2/11.00/2021-02-03 | 0/0.00    | 0     |
| everyone else | 42501      | 42501             | 42501              | 42501              | 42501     | 42501 |`],
};

const deleted = (id: string) => `select private.delete_order(:shops.north, ${id})`;

const deleteOrder: Subject = {
  name: 'private.delete_order(uuid,bigint)',
  returns: 'void',
  probes: {
    call: deleted('7'),
    'behind its order': [deleted(ORDER), sumsOf('isFellow')],
    'before its order': [deleted('7'), told({ id: '7' }), sumsOf('isFellow')],
    'and told again': [deleted(ORDER), told(), sumsOf('isFellow')],
    'of another shop': [
      `select private.delete_order(:shops.south, ${ORDER})`,
      sumsOf('isFellow'),
    ],
  },
  access: [`
| actor  | behind its order | before its order   | and told again | of another shop    | call  |
| system | 0/0.00           | 1/10.00/2020-01-01 | 0/0.00         | 1/10.00/2020-01-01 |       |
| everyone else | 42501     | 42501              | 42501          | 42501              | 42501 |`],
};

export const orderTables = [
  ...[orders, orderRefunds, deletedOrders, applyOrders, applyRefunds, deleteOrder],
];
