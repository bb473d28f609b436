import { becomeOwner, becomeSystem } from '../returning.ts';
import { waitsFor } from './scenes.ts';

/** Nobody waits yet. */
const notYet = `update public.automations set enabled_at = '2100-01-01' where enabled`;
const of = (trigger: string) =>
  `select customer_id from private.automation_events
    where trigger = '${trigger}' and key <> 'first_purchase'`;

const order = (column = 'tags', value = `'{}'`, shop = 'north', customer = 'isFellow') => {
  const row: Record<string, string> = {
    ...{ shop_id: `:shops.${shop}`, customer_id: `:customers.${customer}`, shopify_id: '7' },
    ...{ order_number: `'#7'`, total_price: `'10'`, currency: `'BRL'`, financial_status: `'paid'` },
    ...{
      placed_at: `'2021-01-01'`,
      shopify_updated_at: `'2021-01-01'`,
      ...column !== 'tags' && { [column]: value },
    },
  };
  return `insert into public.orders (${Object.keys(row)}) values (${Object.values(row)})`;
};
const ofOrders = [becomeOwner, waitsFor('order_placed')];

const change = (shop: string, customer: string) =>
  `insert into public.segment_changes (shop_id, customer_id, "to", rfm, as_of)
    values (:shops.${shop}, :customers.${customer}, 'champions', 555, '2020-03-01')`;
const ofSegments = [becomeOwner, waitsFor('segment_changed')];

const promotion = (columns = '', values = '', belt = 'purple', on = '2022-06-01') =>
  `insert into public.graduations
    (user_id, gym_id, modality, belt, awarded_by, awarded_on, registered_on${columns})
    values (:users.student, :gyms.north, 'Jiu-jitsu', '${belt}', :users.manager, '${on}', '${on}'${values})`;
const reason = [', override_reason', `, 'x'`] as const;
const ofPromotions = [becomeOwner, waitsFor('graduated')];

/** The stranger is a customer of north's, and is let in. */
const ofApprovals = [
  ...[becomeOwner, waitsFor('membership_approved')],
  `update public.customers set user_id = :users.stranger, matched_by = 'email'
    where id = :customers.isNobody`,
];
const letIn = (columns = '', values = '', at = '2021-01-01') =>
  `insert into public.memberships (gym_id, user_id, approved_at${columns})
    values (:gyms.north, :users.stranger, '${at}'${values})`;

/** What happens, by whoever writes it, and of whom it is noted for an automation of north's. */
const scenes: Record<string, [steps: string[], cell: string]> = {
  'an order': [[...ofOrders, order(), of('order_placed')], 'isFellow'],
  'an order that nobody waits for': [[becomeOwner, order(), of('order_placed')], '-'],
  'a first purchase': [
    [
      ...[becomeOwner, order()],
      `select details ->> 'order_number' from private.automation_events
        where happened_at = '2021-01-01'`,
    ],
    '#7',
  ],
  'an order before': [[...ofOrders, notYet, order(), of('order_placed')], '-'],
  'an order elsewhere': [
    [...ofOrders, order('tags', '', 'south', 'isOtherStudent'), of('order_placed')],
    '-',
  ],
  "nobody's order": [[...ofOrders, order('customer_id', 'null'), of('order_placed')], '-'],
  'a cancelled order': [
    [...ofOrders, order('cancelled_at', `'2021-01-02'`), of('order_placed')],
    '-',
  ],
  'a deleted order': [
    [...ofOrders, order('deleted_at', `'2021-01-02'`), of('order_placed')],
    '-',
  ],
  'a voided order': [
    [...ofOrders, order('financial_status', `'voided'`), of('order_placed')],
    '-',
  ],
  'another segment': [
    [...ofSegments, change('north', 'isFellow'), of('segment_changed')],
    'isFellow',
  ],
  'another segment before': [
    [...ofSegments, notYet, change('north', 'isFellow'), of('segment_changed')],
    '-',
  ],
  'another segment elsewhere': [
    [...ofSegments, change('south', 'isOtherStudent'), of('segment_changed')],
    '-',
  ],
  'a promotion': [[...ofPromotions, promotion(...reason), of('graduated')], 'isStudent'],
  'a promotion before': [
    [...ofPromotions, notYet, promotion(...reason), of('graduated')],
    '-',
  ],
  'a promotion that is imported': [
    [...ofPromotions, promotion(', legacy_id', `, 7`), of('graduated')],
    '-',
  ],
  'a promotion taken back': [
    [
      ...ofPromotions,
      promotion(', voids, void_reason', `, :graduations.ofStudent, 'x'`, 'blue', '2020-06-01'),
      of('graduated'),
    ],
    '-',
  ],
  'somebody let in': [[...ofApprovals, letIn(), of('membership_approved')], 'isNobody'],
  'somebody let in before': [
    [...ofApprovals, letIn('', '', '2019-01-01'), of('membership_approved')],
    '-',
  ],
  'somebody who left again': [
    [...ofApprovals, letIn(', left_at', `, '2021-02-01'`), of('membership_approved')],
    '-',
  ],
  'somebody who is imported': [
    [...ofApprovals, letIn(', legacy_id', `, 7`), of('membership_approved')],
    '-',
  ],
  'somebody let in anew': [
    [
      ...ofApprovals,
      `update public.memberships set approved_at = '2021-01-01' where id = :memberships.student`,
      of('membership_approved'),
    ],
    'isStudent',
  ],
  'somebody else about them': [
    [
      ...ofApprovals,
      `update public.memberships set role = 'INSTRUCTOR' where id = :memberships.student`,
      of('membership_approved'),
    ],
    '-',
  ],
};

const names = Object.keys(scenes);
export const noted = {
  probes: Object.fromEntries(names.map((name) => [name, [
    ...scenes[name]![0].slice(0, -1),
    becomeSystem,
    ...scenes[name]![0].slice(-1),
  ]])),
  access: `| actor | ${names.join(' | ')} |
    | everyone else | ${names.map((name) => scenes[name]![1]).join(' | ')} |`,
};
