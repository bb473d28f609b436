import type { Subject } from '../../proof/cells.ts';
import {
  bouncedAt,
  forgotten as forgottenAt,
  QUIT,
  refusing,
  suppressed,
} from '../../world/mailings/templates.ts';
import { closed, ofTriggers } from '../closed.ts';
import { becomeOwner, becomeSystem } from '../returning.ts';
import { applyResendEvent } from './resend-events.ts';

const forgotten = [
  becomeSystem,
  `select * from private.redact_shop_customer(:shops.north, null, '${bouncedAt('north')}')`,
  becomeOwner,
];
const back = `select reason from public.suppressions where address = '${bouncedAt('north')}'`;

const suppressions: Subject = {
  name: 'public.suppressions',
  rows: suppressed,
  appendOnly: true,
  probes: {
    select: 'select * from public.suppressions',
    insert: `insert into public.suppressions (shop_id, address, reason, since)
      values (:shops.north, 'x@tatame.test', 'bounced', '2020-01-01')`,
    update: `update public.suppressions set since = '2020-01-03' where id = :row`,
    'delete blindly': 'delete from public.suppressions',
    truncate: 'truncate public.suppressions',
    'what is forgotten': [...forgotten, back],
    'what comes back with a new customer': [
      ...forgotten,
      `insert into public.customers (shop_id, shopify_id, email)
        values (:shops.north, 1, '${bouncedAt('north')}')`,
      back,
    ],
    'what comes back with another address': [
      ...forgotten,
      `update public.customers set email = '${bouncedAt('north')}'
        where id = :customers.isNobody`,
      back,
    ],
    'what stays when they are redacted': [
      becomeOwner,
      `insert into public.suppressions (shop_id, address, customer_id, reason, since)
        values (:shops.north, 'isnobody@tatame.test', :customers.isNobody, 'complained', '2020-01-01')`,
      becomeSystem,
      `select * from private.redact_shop_customer(:shops.north, (
        select shopify_id from public.customers where id = :customers.isNobody
      ), null)`,
      `select coalesce(address, reason) from public.suppressions
        where customer_id = :customers.isNobody`,
    ],
  },
  access: [
    `
| actor          | select      | insert | update | delete blindly | truncate |
| anonymous      | 42501       | 42501  | 42501  | 42501          | 42501    |
| system         | all         | ×1     | 42501  | 42501          | 42501    |
| manager deputy | north left  | 42501  | 42501  | 42501          | 42501    |
| otherManager   | south taken quit | 42501  | 42501  | 42501          | 42501    |
| everyone else  | -           | 42501  | 42501  | 42501          | 42501    |`,
    // By the system and the owner, whoever the actor is.
    `
| actor         | what is forgotten | what comes back with a new customer | what comes back with another address | what stays when they are redacted |
| everyone else | -                 | bounced                             | bounced                              | complained                        |`,
  ],
};

const refusedTopics: Subject = {
  name: 'public.refused_topics',
  rows: refusing,
  key: 'customer_id',
  ids: 'customers',
  appendOnly: true,
  probes: {
    select: 'select * from public.refused_topics',
    insert: `insert into public.refused_topics (shop_id, customer_id, topic)
      values (:shops.north, :customers.isFellow, 'offers')`,
    update: `update public.refused_topics set topic = 'training' where customer_id = :row`,
    'delete blindly': 'delete from public.refused_topics',
    truncate: 'truncate public.refused_topics',
    'of who is redacted': [
      becomeSystem,
      `select private.redact_customer(:shops.north, (
        select shopify_id from public.customers where id = :customers.isStudent
      ))`,
      `select customer_id from public.refused_topics where shop_id = :shops.north`,
    ],
  },
  access: [
    `
| actor          | select                 | insert | update | delete blindly | truncate |
| anonymous      | 42501                  | 42501  | 42501  | 42501          | 42501    |
| system         | all                    | 42501  | 42501  | 42501          | 42501    |
| manager deputy | isStudent isFormer     | 42501  | 42501  | 42501          | 42501    |
| otherManager   | isOtherStudent isTaken | 42501  | 42501  | 42501          | 42501    |
| everyone else  | -                      | 42501  | 42501  | 42501          | 42501    |`,
    `
| actor         | of who is redacted |
| everyone else | -                  |`,
  ],
};

/** What no role reads. */
const secret = (
  table: string,
  columns: string,
  values: string,
  update: string,
  row: Partial<Subject>,
): Subject => ({
  name: `private.${table}`,
  ...row,
  appendOnly: true,
  probes: {
    select: `select * from private.${table}`,
    insert: `insert into private.${table} (${columns}) values (${values})`,
    update: `update private.${table} set ${update}`,
    delete: `delete from private.${table}`,
    truncate: `truncate private.${table}`,
  },
  access: [`
| actor         | select | insert | update | delete | truncate |
| everyone else | 42501  | 42501  | 42501  | 42501  | 42501    |`],
});

const suppress = (shop: string, address: string) =>
  `select address from private.suppress_address(${shop}, '${address}', '2020-05-05')`;

const suppressAddress: Subject = {
  name: 'private.suppress_address(uuid,text,timestamp with time zone)',
  returns: 'SETOF suppressions',
  probes: {
    'of north': suppress(':shops.north', 'X@tatame.test'),
    'of south': suppress(':shops.south', 'x@tatame.test'),
    'of nowhere': suppress('null', 'x@tatame.test'),
    'twice': [
      suppress(':shops.north', 'x@tatame.test'),
      suppress(':shops.north', 'x@tatame.test'),
      becomeSystem,
      `select address from public.suppressions where address = 'x@tatame.test'`,
    ],
    'whose it is': [
      suppress(':shops.north', 'Fellow@tatame.test'),
      becomeSystem,
      `select customer_id from public.suppressions where since = '2020-05-05'`,
    ],
    "whose it is of another shop's": [
      suppress(':shops.north', 'otherStudent@tatame.test'),
      becomeSystem,
      `select customer_id is null from public.suppressions where since = '2020-05-05'`,
    ],
    'that came back': suppress(':shops.north', bouncedAt('north')).replace('address', 'reason'),
    'that quit another': suppress(':shops.north', QUIT).replace('address', 'shop_id'),
  },
  access: [
    `
| actor            | whose it is of another shop's | that came back | that quit another |
| anonymous system | 42501                         | 42501          | 42501             |
| manager deputy   | true                          | unsubscribed   | north             |
| everyone else    | -                             | -              | -                 |`,
    `
| actor            | of north      | of south      | of nowhere  | twice         | whose it is |
| anonymous system | 42501         | 42501         | 42501       | 42501         | 42501       |
| manager deputy   | x@tatame.test | -             | -           | x@tatame.test | isFellow    |
| otherManager     | -             | x@tatame.test | -           | -             | -           |
| everyone else    | -             | -             | -           | -             | -           |`,
  ],
};

/** Who gets no mailings, what keeps it so, and who says it. */
export const suppressionSubjects: Subject[] = [
  suppressions,
  refusedTopics,
  secret('mailing_keys', 'id, inner_key, outer_key', `2, 'x', 'x'`, 'id = 2', {
    rows: ['1'],
    key: 'id::text',
  }),
  secret(
    'forgotten_suppressions',
    'shop_id, digest, reason, since',
    `:shops.north, 'x', 'bounced', '2020-01-01'`,
    `reason = 'bounced'`,
    { rows: forgottenAt, key: 'shop_id', ids: 'shops' },
  ),
  suppressAddress,
  applyResendEvent,
  ...closed([
    ['mailing_mac(integer,bytea)', 'bytea', `mailing_mac(1, 'x')`],
    ['customer_of_token(text)', 'uuid', `customer_of_token('x')`],
    ['address_digest(uuid,text)', 'bytea', `address_digest(:shops.north, 'x')`],
    ['forget_address(uuid,text)', 'void', `forget_address(:shops.north, 'x')`],
    [
      'resubscribe(customers)',
      'void',
      'resubscribe(null::public.customers)',
    ],
  ]),
  ...ofTriggers('recall_suppressions'),
];
