import { systemOnly } from '../store/shop-system-functions.ts';

/** What is said of a subscription; as the world has it of the student's, unless told otherwise. */
const keep = (said: Record<string, unknown>, claimed = 'null') =>
  `select private.keep_stripe_subscription('${
    JSON.stringify({
      ...{ subscription_id: 'ofStudent', customer_id: 'isStudent', status: 'unpaid' },
      ...{ is_over: false, product_ids: ['pro'], current_period_end: '2100-01-01T00:00:00Z' },
      ...{ cancel_at: null, cancel_at_period_end: false, started_at: '2020-01-01T00:00:00Z' },
      ...{ said_at: '2020-01-01T00:00:01Z', said_rank: 0, said_by: 'evt_z', ...said },
    })
  }', ${claimed})`;
const known = (row = 'ofStudent') =>
  `select concat_ws('/', status, said_rank, said_by, in_doubt, product_ids[1], cancel_at_period_end)
   from private.stripe_subscriptions where subscription_id = '${row}'`;
const asked = `select payload ->> 'subscription_id' from private.jobs
  where kind = 'refresh_stripe_subscription' and run_at > now()`;
const profile = `select concat_ws('/', plan, subscription_status) from public.user_profiles
  where user_id = :users.student`;

/** Of the second of which the world's are, which are of rank 3 and said by `evt_m`. */
const then = { said_at: '2020-01-01T00:00:00Z', said_rank: 3 };
const same = { ...then, status: 'active' };
const fresh = { subscription_id: 'new', customer_id: 'isNew', status: 'active' };

export const keepSubscription = systemOnly('keep_stripe_subscription(jsonb,uuid)', 'text', {
  newer: [keep({}), 'applied'],
  'the plan then': [[keep({}), profile], 'free/unpaid'],
  older: [keep({ said_at: '2019-12-31T00:00:00Z', said_rank: 3 }), 'stale'],
  'of a lower rank': [keep({ ...then, said_rank: 2 }), 'stale'],
  'what is known then': [[keep({ ...then, said_rank: 2 }), known()], 'active/3/evt_m/f/pro/f'],
  'the same again': [keep({ ...same, said_by: 'evt_a' }), 'stale'],
  'the same by a later id': [[keep(same), known()], 'active/3/evt_z/f/pro/f'],
  'another of one rank': [[keep(then), known()], 'unpaid/3/evt_z/t/pro/f'],
  'by an earlier id': [
    [keep({ ...then, said_by: 'evt_a' }), known()],
    'active/3/evt_m/t/pro/f',
  ],
  'asked then': [[keep(then), asked], 'ofStudent'],
  'asked of what is newer': [[keep({}), asked], '-'],
  'of another product': [
    [keep({ ...same, product_ids: ['shirt'] }), known()],
    'active/3/evt_z/t/shirt/f',
  ],
  'of another period': [
    [keep({ ...same, current_period_end: null }), known()],
    'active/3/evt_z/t/pro/f',
  ],
  'cancelled for later': [
    [keep({ ...same, cancel_at: '2100-01-01T00:00:00Z' }), known()],
    'active/3/evt_z/t/pro/f',
  ],
  'cancelled for the end': [
    [keep({ ...same, cancel_at_period_end: true }), known()],
    'active/3/evt_z/t/pro/t',
  ],
  'in doubt until something newer': [
    [
      keep({ subscription_id: 'doubtful', customer_id: 'isFellow', status: 'active' }),
      known('doubtful'),
    ],
    'active/0/evt_z/f/pro/f',
  ],
  'in doubt still': [
    [
      keep({ ...then, subscription_id: 'doubtful', customer_id: 'isFellow' }),
      known('doubtful'),
    ],
    'unpaid/3/evt_z/t/pro/f',
  ],
  'over, though said before': [
    keep({ is_over: true, status: 'canceled', said_at: '2019-12-31T00:00:00Z' }),
    'applied',
  ],
  'no more over': [
    keep({ subscription_id: 'ended', customer_id: 'isInstructor', status: 'active' }),
    'stale',
  ],
  'of nobody known': [keep(fresh), 'kept'],
  'of who is claimed': [keep(fresh, ':users.student'), 'applied'],
  'of who was erased': [keep(fresh, ':users.deleted'), 'ignored'],
  'nothing is kept of them': [[keep(fresh, ':users.deleted'), known('new')], '-'],
});
