import { closed } from '../closed.ts';
import { systemOnly } from '../store/shop-system-functions.ts';

const note = (event: string, problem = 'null') =>
  `select private.note_stripe_event('${event}', 'a.b', '2020-01-02', '2026-10-28.x', ${problem})`;
const inLedger = (event: string) =>
  `select concat_ws('/', event_type, said_at = '2020-01-02', api_version, problem)
   from private.stripe_events where event_id = '${event}'`;
const noteEvent = systemOnly(
  'note_stripe_event(text,text,timestamp with time zone,text,text)',
  'SETOF text',
  {
    news: [note('evt'), 'evt'],
    'a repeat': [note('told'), '-'],
    'what could not be read': [note('unread'), 'unread'],
    'in the ledger': [[note('evt', `'why'`), inLedger('evt')], 'a.b/t/2026-10-28.x/why'],
    'and was read then': [[note('unread'), inLedger('unread')], 'customer.deleted/f'],
  },
);

const profileOf = (person: string) =>
  `select concat_ws('/', plan, subscription_status, stripe_customer_id, stripe_subscription_id)
   from public.user_profiles where user_id = :users.${person}`;
const queued = (kind: string) =>
  `select concat_ws('/', payload ->> 'subscription_id', payload ->> 'customer_id',
     replace(dedupe_key, ' ', '@'))
   from private.jobs where kind = '${kind}' and status = 'queued'`;
const TO_ASK = 'refresh_stripe_subscription';
const TO_FORGET = 'forget_stripe_customer';

const hold = (customer: string, claimed = 'null') =>
  `select coalesce((select u.first_name from public.users u where u.id = h.person),
     case when h.erased then 'erased' else 'nobody' end)
   from private.hold_stripe_customer('${customer}', ${claimed}) h`;
const holdCustomer = systemOnly('hold_stripe_customer(text,uuid)', 'record', {
  'one who is known': [hold('isFellow'), 'fellow'],
  'of whom others are claimed': [hold('isFellow', ':users.student'), 'fellow'],
  'one of nobody': [hold('isNobody'), 'nobody'],
  'one who is claimed': [hold('isNobody', ':users.fellow'), 'fellow'],
  'whose it is then': [
    [
      hold('isNobody', ':users.stranger'),
      `select user_id from private.stripe_subscriptions where customer_id = 'isNobody'`,
    ],
    'stranger',
  ],
  'their plan then': [
    [hold('isNobody', ':users.stranger'), profileOf('stranger')],
    'pro/active/isNobody/ofNobody',
  ],
  'one who is gone': [hold('wasNobody', ':users.fellow'), 'fellow'],
  'of one who was erased': [hold('isNew', ':users.deleted'), 'erased'],
  'whom Stripe is to forget': [
    [hold('isNew', ':users.deleted'), queued(TO_FORGET)],
    'isNew/isNew',
  ],
  'of nobody who ever was': [hold('isNew', ':gyms.north'), 'nobody'],
});

const follow = (person: string) => `select private.follow_stripe_plan(:users.${person})`;
const set = (row: string, what: string) =>
  `update private.stripe_subscriptions set ${what} where subscription_id = '${row}'`;
const followPlan = systemOnly('follow_stripe_plan(uuid)', 'void', {
  'in force': [[follow('student'), profileOf('student')], 'pro/active/isStudent/ofStudent'],
  'in arrears': [[follow('fellow'), profileOf('fellow')], 'pro/past_due/isFellow/ofFellow'],
  'of another product': [
    [set('ofStudent', `product_ids = '{shirt}'`), follow('student'), profileOf('student')],
    'free/active/isStudent/ofStudent',
  ],
  'of one that is sold no more': [
    [set('ofStudent', `product_ids = '{proOfOld}'`), follow('student'), profileOf('student')],
    'pro/active/isStudent/ofStudent',
  ],
  'of the best in force': [
    [
      set('ofFellow', `product_ids = '{shirt}'`),
      set('doubtful', `status = 'trialing'`),
      follow('fellow'),
      profileOf('fellow'),
    ],
    'pro/trialing/isFellow/doubtful',
  ],
  'in force though it gives nothing': [
    [
      set('ofFellow', `product_ids = '{}'`),
      set('doubtful', `said_at = now()`),
      follow('fellow'),
      profileOf('fellow'),
    ],
    'free/past_due/isFellow/ofFellow',
  ],
  'the one that is not over': [
    [
      set('ofFellow', `status = 'canceled', is_over = true, said_at = now()`),
      follow('fellow'),
      profileOf('fellow'),
    ],
    'free/unpaid/isFellow/doubtful',
  ],
  'over': [[follow('instructor'), profileOf('instructor')], 'free/canceled/isInstructor/ended'],
  'of who never had one': [[follow('deputy'), profileOf('deputy')], 'pro/none'],
});

const end = (customer: string) => `select private.end_stripe_customer('${customer}')`;
const endCustomer = systemOnly('end_stripe_customer(text)', 'text', {
  'one who is known': [end('isFellow'), 'applied'],
  'one who is not': [end('isNew'), 'applied'],
  again: [end('wasStudent'), 'stale'],
  'who is gone then': [
    [
      end('isFellow'),
      `select user_id from private.stripe_customers where is_gone and user_id is not null`,
    ],
    'student fellow pending',
  ],
});

const checkout = (customer: string, person: string, subscription = 'ofNobody') =>
  `select private.hear_stripe_checkout(
    '${customer}', :users.${person}, '${subscription}', '2020-01-02')`;
const hearCheckout = systemOnly(
  'hear_stripe_checkout(text,uuid,text,timestamp with time zone)',
  'text',
  {
    'of one who was not known': [checkout('isNobody', 'stranger'), 'applied'],
    'their plan then': [
      [checkout('isNobody', 'stranger'), profileOf('stranger')],
      'pro/active/isNobody/ofNobody',
    ],
    'asked, where it is known': [[checkout('isNobody', 'stranger'), queued(TO_ASK)], '-'],
    'asked, where it is not': [
      [checkout('isNew', 'stranger', 'new'), queued(TO_ASK)],
      'new/new@1577923200@30',
    ],
    'of who was erased': [checkout('isNew', 'deleted'), 'ignored'],
  },
);

const invoice = (subscription: string, paid: boolean, at = '2020-01-02') =>
  `select private.hear_stripe_invoice('${subscription}', ${paid}, '${at}')`;
const hearInvoice = systemOnly(
  'hear_stripe_invoice(text,boolean,timestamp with time zone)',
  'text',
  {
    'paid, and in force': [invoice('ofStudent', true), 'ignored'],
    'not paid, and in arrears': [invoice('ofFellow', false), 'ignored'],
    'paid, and in arrears': [invoice('ofFellow', true), 'applied'],
    'not paid, and in force': [invoice('ofStudent', false), 'applied'],
    'of before': [invoice('ofStudent', false, '2019-12-31'), 'ignored'],
    'of one that is over': [invoice('ended', true), 'ignored'],
    'of one that is not known': [invoice('new', true), 'applied'],
    'in the queue': [[invoice('new', true), queued(TO_ASK)], 'new/new@1577923200@30'],
  },
);

const due = (more = 500, at = '2100-01-01 12:00Z') =>
  `select private.stripe_subscriptions_to_ask('${at}', ${more})`;
const toAsk = systemOnly(
  'stripe_subscriptions_to_ask(timestamp with time zone,integer)',
  'SETOF text',
  {
    'in doubt': [due(), 'doubtful'],
    'in doubt since a moment ago': [due(500, '2020-01-01 00:09Z'), '-'],
    'a day after their end': [
      due(500, '2100-01-02 00:01Z'),
      'doubtful ofFellow ofNobody ofStudent',
    ],
    'as many as are wanted': [
      [due(2, '2100-01-02 00:01Z'), `select count(*) from (${due(2, '2100-01-02 00:01Z')}) s`],
      '2',
    ],
    'asked the day before': [
      [set('ofFellow', `cancel_at = null`), due(500, `'2100-01-02 00:01Z'`.slice(1, -1))],
      'doubtful ofFellow ofNobody ofStudent',
    ],
  },
);

const ask = `select private.ask_stripe('new', '2020-01-02', interval '1 hour')`;
const askStripe = systemOnly(
  'ask_stripe(text,timestamp with time zone,interval)',
  'void',
  {
    'in the queue': [[ask, ask, queued(TO_ASK)], 'new/new@1577923200@3600'],
    'and not before': [
      [
        ask,
        `select payload ->> 'subscription_id' from private.jobs
        where run_at between now() + interval '59 minutes' and now() + interval '61 minutes'`,
      ],
      'new',
    ],
  },
);

const put = (product: string, monthly = 'null', yearly = 'null') =>
  `select product_id from private.put_stripe_product('${product}', 'pro', ${monthly}, ${yearly})`;
const putProduct = systemOnly(
  'put_stripe_product(text,text,text,text)',
  'SETOF private.stripe_products',
  {
    'a new one': [put('shirt'), 'shirt'],
    'one that is sold beside another': [put('shirt', `'other'`), '23505'],
    'one that is sold no more': [
      [
        put('pro'),
        `select product_id from private.stripe_products
        where num_nonnulls(monthly_price_id, yearly_price_id) = 0`,
      ],
      'pro proOfOld',
    ],
    'who has it then': [
      [set('ofStudent', `product_ids = '{shirt}'`), put('shirt'), profileOf('student')],
      'pro/active/isStudent/ofStudent',
    ],
    'who has another': [[put('shirt'), profileOf('fellow')], 'free/past_due/isFellow/ofFellow'],
  },
);

export const billingOfSystem = [
  ...[noteEvent, holdCustomer, followPlan, endCustomer, hearCheckout, hearInvoice],
  ...[toAsk, askStripe, putProduct],
  ...closed([
    ['erase_billing(uuid)', 'void', 'erase_billing(:users.fellow)'],
    ['erase_stripe(uuid)', 'void', 'erase_stripe(:users.fellow)'],
  ]),
];
