import type { Subject } from '../../proof/cells.ts';
import { inTheTrail } from '../academy/front-desk/in-the-trail.ts';
import { becomeSystem } from '../returning.ts';

const day = (days: number) => `current_date + ${days}`;
const told = (call: string) => `select coalesce(refusal, 'ok') from ${call}`;

const pay = (account = 'ofStudent', on = 'null', units = 1) =>
  `private.note_dues_payment(:dues_accounts.${account}, ${units}, 1, ${on}, 'cash')`;
const free = (account = 'ofChild') =>
  `select count(*) filter (where check_in_id is null)::integer as free from private.dues_punches
    where account_id = :dues_accounts.${account}`;
const stateOf = (account: string) =>
  `select state from public.dues_accounts where id = :dues_accounts.${account}`;

const notePayment: Subject = {
  name: 'private.note_dues_payment(uuid,integer,numeric,date,text)',
  returns: 'TABLE(refusal text, payment dues_payments)',
  probes: {
    call: told(pay()),
    'of south': told(pay('southern')),
    'received tomorrow': told(pay('ofStudent', day(1))),
    'whose name and day': `select (payment).noted_by from ${pay()}
      where (payment).received_on = current_date`,
    'a card has its classes': [told(pay('ofChild', 'null', 2)), becomeSystem, free()],
    'months have none': [told(pay()), becomeSystem, free('ofStudent')],
    'what it stands at then': [told(pay('ofFellow', 'null', 2)), becomeSystem, stateOf('ofFellow')],
    'another version comes of it': [
      told(pay('ofFellow', 'null', 2)),
      becomeSystem,
      `select id from public.dues_accounts where updated_at > '2020-06-01'`,
    ],
  },
  access: [
    `
| actor            | another version comes of it |
| anonymous system | 42501    |
| manager deputy   | ofFellow |
| everyone else    | -        |`,
    `
| actor            | call | of south | received tomorrow | whose name and day | a card has its classes | months have none | what it stands at then |
| anonymous system | 42501 | 42501   | 42501 | 42501 | 42501 | 42501 | 42501 |
| manager deputy   | ok | dues_account_not_found | received_in_future | own | 5 | 0 | current |
| otherManager     | dues_account_not_found | ok | dues_account_not_found | - | 1 | 0 | overdue |
| everyone else    | dues_account_not_found | dues_account_not_found | dues_account_not_found | - | 1 | 0 | overdue |`,
  ],
};

const take = (payment = 'ofStudent') => `private.void_dues_payment(:dues_payments.${payment}, 'x')`;

const voidPayment: Subject = {
  name: 'private.void_dues_payment(uuid,text)',
  returns: 'TABLE(refusal text, payment dues_payments)',
  probes: {
    call: told(take()),
    'of south': told(take('southern')),
    'by whom, when and why': `select (payment).voided_by from ${take()}
      where (payment).void_reason = 'x' and (payment).voided_at = now()::timestamptz(3)`,
    again: `select (payment).void_reason from ${take('ofFellow')}`,
    'one of two': [
      told(pay('ofChild')),
      `select coalesce(refusal, 'ok') from private.void_dues_payment((
        select id from public.dues_payments
        where account_id = :dues_accounts.ofChild and created_at > '2020-06-01'
      ), 'x')`,
      becomeSystem,
      `select id from private.dues_punches`,
    ],
    'what is left of its card': [told(take('ofChild')), becomeSystem, free()],
    'what was used of it': [
      told(take('ofChild')),
      becomeSystem,
      `select id from private.dues_punches`,
    ],
    'what it stands at then': [told(take()), becomeSystem, stateOf('ofStudent')],
    'in the trail': [
      told(take()),
      ...inTheTrail('dues_payment_voided', 'subject_id = :users.student'),
    ],
    'not again': [told(take('ofFellow')), ...inTheTrail('dues_payment_voided')],
  },
  access: [
    `
| actor            | call | of south | by whom, when and why | again | one of two | what is left of its card |
| anonymous system | 42501 | 42501   | 42501 | 42501 | 42501 | 42501 |
| manager deputy   | ok | dues_payment_not_found | own | A mistake | left used | 0 |
| otherManager     | dues_payment_not_found | ok | - | null | left used | 1 |
| everyone else    | dues_payment_not_found | dues_payment_not_found | - | null | left used | 1 |`,
    `
| actor            | what was used of it | what it stands at then | in the trail | not again |
| anonymous system | 42501     | 42501   | 42501 | 42501 |
| manager deputy   | used      | overdue | own   | -     |
| everyone else    | used left | current | -     | -     |`,
  ],
};

const rest = (first: number, last: number, account = 'ofStudent') =>
  `private.freeze_dues(:dues_accounts.${account}, ${day(first)}, ${day(last)})`;

const freezeDues: Subject = {
  name: 'private.freeze_dues(uuid,date,date)',
  returns: 'TABLE(refusal text, rest dues_freezes)',
  probes: {
    call: told(rest(0, 5)),
    'of south': told(rest(0, 5, 'southern')),
    'one day': told(rest(0, 0)),
    'before it begins': told(rest(-11, 5)),
    'behind its end': [
      `select refusal from private.change_dues_account(
        :dues_accounts.ofStudent, null, true, ${day(3)}, null, null)`,
      told(rest(4, 5)),
    ],
    'the other way round': told(rest(5, 4)),
    'a year': told(rest(-1, 364)),
    'longer than a year': told(rest(-2, 364)),
    'up to another': told(rest(300, 364)),
    'into another': told(rest(300, 365)),
    'out of another': told(rest(375, 380)),
    'behind another': told(rest(376, 380)),
    'over that of another': told(rest(365, 370, 'ofFellow')),
    'by whom': `select (rest).noted_by from ${rest(0, 5)}`,
    'what it stands at then': [told(rest(0, 5)), becomeSystem, stateOf('ofStudent')],
  },
  access: [
    `
| actor            | call | of south | one day | before it begins | behind its end | the other way round | a year |
| anonymous system | 42501 | 42501 | 42501 | 42501 | 42501 | 42501 | 42501 |
| manager deputy   | ok | dues_account_not_found | ok | dues_account_ended | dues_account_ended | freeze_too_long | ok |
| otherManager     | dues_account_not_found | ok | dues_account_not_found | dues_account_not_found | dues_account_not_found | dues_account_not_found | dues_account_not_found |
| everyone else    | dues_account_not_found | dues_account_not_found | dues_account_not_found | dues_account_not_found | dues_account_not_found | dues_account_not_found | dues_account_not_found |`,
    `
| actor            | over that of another |
| anonymous system | 42501 |
| manager deputy   | ok |
| everyone else    | dues_account_not_found |`,
    `
| actor            | longer than a year | up to another | into another | out of another | behind another | by whom | what it stands at then |
| anonymous system | 42501 | 42501 | 42501 | 42501 | 42501 | 42501 | 42501 |
| manager deputy   | freeze_too_long | ok | freeze_overlaps | freeze_overlaps | ok | own | frozen |
| everyone else    | dues_account_not_found | dues_account_not_found | dues_account_not_found | dues_account_not_found | dues_account_not_found | null | current |`,
  ],
};

const move = (last: string, { freeze = 'ofStudent', version = 'null' } = {}) =>
  `private.change_freeze(:dues_freezes.${freeze}, ${version}, ${last})`;

const changeFreeze: Subject = {
  name: 'private.change_freeze(uuid,timestamp with time zone,date)',
  returns: 'TABLE(refusal text, rest dues_freezes)',
  probes: {
    call: told(move(day(370))),
    'of south': told(move(day(370), { freeze: 'southern' })),
    'of a child': told(move(day(370), { freeze: 'ofChild' })),
    'of who grew up': told(move(day(370), { freeze: 'ofGrown' })),
    'behind an earlier one': [told(rest(0, 5)), told(move(day(370)))],
    'until when': [
      told(move(day(370))),
      becomeSystem,
      `select ends_on - current_date as days from public.dues_freezes
        where id = :dues_freezes.ofStudent`,
    ],
    'another version comes of it': [
      told(move(day(370))),
      becomeSystem,
      `select id from public.dues_freezes where updated_at > '2020-06-01'`,
    ],
    'of its version': told(move(day(370), { version: `'2020-01-01'` })),
    'of another version': told(move(day(370), { version: `'2020-01-02'` })),
    'to its first day': told(move(day(365))),
    'to the day before': told(move(day(364))),
    'to a year later': told(move(day(731))),
    'into the next': [told(rest(380, 390)), told(move(day(380)))],
    'up to the next': [told(rest(380, 390)), told(move(day(379)))],
    'what is left then': [
      told(move('null')),
      becomeSystem,
      `select id from public.dues_freezes`,
    ],
    'what it stands at then': [
      told(rest(-1, 5)),
      `select coalesce(refusal, 'ok') from private.change_freeze(
        (select id from public.dues_freezes where starts_on = ${day(-1)}), null, ${day(-1)})`,
      becomeSystem,
      stateOf('ofStudent'),
    ],
  },
  access: [
    `
| actor            | call | of south | of its version | of another version | to its first day | to the day before |
| anonymous system | 42501 | 42501 | 42501 | 42501 | 42501 | 42501 |
| manager deputy   | ok | freeze_not_found | ok | precondition_failed | ok | freeze_too_long |
| otherManager     | freeze_not_found | ok | freeze_not_found | freeze_not_found | freeze_not_found | freeze_not_found |
| everyone else    | freeze_not_found | freeze_not_found | freeze_not_found | freeze_not_found | freeze_not_found | freeze_not_found |`,
    `
| actor            | of a child | of who grew up | behind an earlier one | until when | another version comes of it |
| anonymous system | 42501 | 42501 | 42501 | 42501 | 42501 |
| manager deputy   | ok    | ok    | ok    | 370   | ofStudent |
| everyone else    | freeze_not_found | freeze_not_found | freeze_not_found | 375 | - |`,
    `
| actor            | to a year later | into the next | up to the next | what is left then | what it stands at then |
| anonymous system | 42501 | 42501 | 42501 | 42501 | 42501 |
| manager deputy   | freeze_too_long | freeze_overlaps | ok | ofChild ofGrown southern | current |
| everyone else    | freeze_not_found | freeze_not_found | freeze_not_found | ofStudent ofChild ofGrown southern | current |`,
  ],
};

export const bookFunctions: Subject[] = [notePayment, voidPayment, freezeDues, changeFreeze];
