import type { Subject } from '../../proof/cells.ts';
import { shopifyIdOf } from '../../world/store/store.ts';
import { privacyRequests as rows } from '../../world/store/deliveries.ts';
import { systemOnly } from './shop-system-functions.ts';

/** What Shopify passed on: read by managers of the shop's gym, written by functions. */
const privacyRequests: Subject = {
  name: 'public.privacy_requests',
  rows,
  appendOnly: true,
  lockedBy: ['updated_at'],
  probes: {
    select: `select * from public.privacy_requests`,
    insert: `insert into public.privacy_requests (shop_id, kind)
      values (:shops.north, 'data_request')`,
    update: `update public.privacy_requests set updated_at = now() where id = :row returning 'ok'`,
    'update what is asked': `update public.privacy_requests set status = 'done', done_at = now()`,
    'delete blindly': `delete from public.privacy_requests`,
    truncate: `truncate public.privacy_requests`,
  },
  access: [`
| actor          | select                           | insert | update | update what is asked | delete blindly | truncate |
| anonymous      | 42501                            | 42501  | 42501  | 42501                | 42501          | 42501    |
| manager deputy | asks answered answeredFellow     | 42501  | 42501  | 42501                | 42501          | 42501    |
| otherManager   | asksAtSouth answeredAtSouth      | 42501  | 42501  | 42501                | 42501          | 42501    |
| system         | all                              | 42501  | all    | 42501                | ×7             | 42501    |
| everyone else  | -                                | 42501  | 42501  | 42501                | 42501          | 42501    |`],
};

const student = shopifyIdOf('isStudent');
const MAIL = 'student@tatame.test';
export const requestsMade = `select concat_ws('/', kind, status, shopify_id, customer_shopify_id,
  due_at > now() + interval '29 days', done_at is not null) from public.privacy_requests
  where created_at > '2021-01-01'`;
const withData = `select id from public.privacy_requests where data is not null`;

const addressed = (address: string, shop = 'north') =>
  `select private.customer_of_address(:shops.${shop}, '${address}')::text`;
const customerOfAddress = systemOnly('customer_of_address(uuid,text)', 'bigint', {
  'in any case': [addressed('STUDENT@tatame.test'), student],
  'of nobody': [addressed('nobody@else.test'), 'null'],
  'at another shop': [addressed(MAIL, 'south'), shopifyIdOf('isStudentAtSouth')],
  'where they are no customer': [addressed('fellow@tatame.test', 'south'), 'null'],
});

const ask = (customer: string, address = 'null') =>
  `select * from private.request_customer_data(:shops.north, 99, ${customer}, ${address})`;
const requestCustomerData = systemOnly(
  'request_customer_data(uuid,bigint,bigint,text)',
  'TABLE(written integer)',
  {
    call: [ask(student), '1'],
    'what is asked then': [[ask('5'), requestsMade], 'data_request/open/99/5/t/f'],
    'by the address': [
      [ask('null', `'${MAIL}'`), requestsMade],
      `data_request/open/99/${student}/t/f`,
    ],
    'by the id first': [[ask('5', `'${MAIL}'`), requestsMade], 'data_request/open/99/5/t/f'],
    'in the queue': [
      [ask('5'), `select kind from private.jobs where kind = 'answer_data_request'`],
      'answer_data_request',
    ],
  },
);

const answer = (row: string) => `select private.answer_data_request(:privacy_requests.${row})`;
const gathered = (path: string, row = 'asks') => [
  answer(row),
  `select jsonb_path_query_array(data, '${path}')::text from public.privacy_requests
   where id = :privacy_requests.${row}`,
];
const ofFellow = (path: string) => [
  ask(shopifyIdOf('isFellow')),
  `select private.answer_data_request(id) from public.privacy_requests
    where created_at > '2021-01-01'`,
  `select jsonb_path_query_array(data, '${path}')::text from public.privacy_requests
    where created_at > '2021-01-01'`,
];
const answerDataRequest = systemOnly('answer_data_request(uuid)', 'boolean', {
  'an open one': [answer('asks'), 'true'],
  'an answered one': [answer('answered'), 'false'],
  'another kind': [answer('leaves'), 'false'],
  'of whom': [gathered('$.customer.email'), `["${MAIL}"]`],
  'at another shop': [gathered('$.customer.email', 'asksAtSouth'), `["${MAIL}"]`],
  orders: [gathered('$.orders[*].order_number'), '["#isStudent"]'],
  'left out': [gathered('$.orders_left_out'), '[0]'],
  sums: [gathered('$.sums.total_spent'), '["10.0000"]'],
  segments: [gathered('$.segments[*].to'), '["potential_loyalist"]'],
  messages: [ofFellow('$.messages[*].status'), '["scheduled"]'],
  tags: [ofFellow('$.tags[*]'), '["north"]'],
  'refused topics': [gathered('$.refused_topics[*]'), '["offers"]'],
  'what keeps mailings away': [
    [
      `insert into public.suppressions (shop_id, address, customer_id, reason, since) values
        (:shops.north, '${MAIL}', null, 'bounced', '2020-01-01'),
        (:shops.north, null, :customers.isStudent, 'unsubscribed', '2020-01-02'),
        (:shops.south, '${MAIL}', null, 'complained', '2020-01-03')`,
      ...gathered('$.suppressions[*].since'),
    ].slice(0, 2).concat(
      `select replace(jsonb_path_query_array(data, '$.suppressions[*].reason')::text, ' ', '')
        from public.privacy_requests where id = :privacy_requests.asks`,
    ),
    '["bounced","unsubscribed"]',
  ],
  'of one who was redacted': [
    [
      `select private.redact_customer(:shops.north, ${student})`,
      ...gathered('$.customer'),
    ],
    '[null]',
  ],
  'what is answered then': [
    [
      answer('asks'),
      `select concat_ws('/', status, done_at is not null, updated_at > '2020-06-01')
      from public.privacy_requests where id = :privacy_requests.asks`,
    ],
    'done/t/t',
  ],
  'of one of another shop': [
    [
      ask(shopifyIdOf('isStudentAtSouth')),
      `select private.answer_data_request(id) from public.privacy_requests
       where created_at > '2021-01-01'`,
      `select concat_ws('/', data ->> 'customer' is null) from public.privacy_requests
       where created_at > '2021-01-01'`,
    ],
    't',
  ],
});

const redact = (customer: string, address = 'null') =>
  `select * from private.redact_shop_customer(:shops.north, ${customer}, ${address})`;
/** Each shop has a line that could not be read. */
const unread = (line: string, redaction: string) => [
  `update public.backfill_rejects set line = '${line}'`,
  redaction,
  `select shop_id from public.backfill_rejects`,
];
const waiting = `select event_id from private.postponed_deliveries`;
const redactShopCustomer = systemOnly(
  'redact_shop_customer(uuid,bigint,text)',
  'TABLE(written integer)',
  {
    call: [redact(student), '1'],
    'who is redacted then': [
      [redact(student), `select id from public.customers where redacted_at is not null`],
      'isStudent',
    ],
    'who is in a dry run then': [
      [redact(student), `select customer_id from public.dry_run_customers`],
      'isFellow isChild isNobody isStudentAtSouth isOtherStudent isFormer isTaken',
    ],
    'who is in a dry run of another shop then': [
      [
        `select * from private.redact_shop_customer(:shops.taken, ${shopifyIdOf('isTaken')}, null)`,
        `select customer_id from public.dry_run_customers`,
      ],
      'isStudent isFellow isChild isNobody isStudentAtSouth isOtherStudent isFormer',
    ],
    'what messages say then': [
      [
        `update public.message_logs set address = 'x@tatame.test', error = 'x'`,
        redact(shopifyIdOf('isFellow')),
        `select id from public.message_logs where address is null and error is null
          and details = '{}'`,
      ],
      'north',
    ],
    'by the address': [
      [
        redact('null', `'${MAIL}'`),
        `select id from public.customers where redacted_at is not null`,
      ],
      'isStudent',
    ],
    'of nobody': [
      [
        redact('null', `'nobody@else.test'`),
        `select count(*) from public.customers where redacted_at is not null`,
      ],
      '0',
    ],
    'what waits then': [[redact(student), waiting], 'keptOfFellow keptAtSouth'],
    'what is gathered then': [[redact(student), withData], 'answeredFellow answeredAtSouth'],
    'what is asked then': [
      [redact('5'), requestsMade],
      'redact_customer/done/5/t/t',
    ],
    'lines of their id': [unread(`"${student}"`, redact(student)), 'south left taken gone'],
    'of their address': [
      unread(`"${MAIL.toUpperCase()}"`, redact(student)),
      'south left taken gone',
    ],
    'of what is said': [
      unread('"Nobody@else.test"', redact('null', `'nobody@ELSE.test'`)),
      'south left taken gone',
    ],
    'of another': [
      unread(`"${student}1", "x@else.test"`, redact(student)),
      'north south left taken gone',
    ],
    'of a shop that another had before': [
      `select * from private.redact_shop_customer(:shops.left, ${shopifyIdOf('isFormer')}, null)`,
      '1',
    ],
  },
);

export const privacy = [
  ...[privacyRequests, customerOfAddress, requestCustomerData, answerDataRequest],
  redactShopCustomer,
];
