import type { Subject } from '../../proof/cells.ts';
import { subjectOf } from '../../world/actors.ts';
import { shopifyIdOf, shops } from '../../world/store/store.ts';
import { becomeSystem, elsewhere } from '../returning.ts';
import { systemOnly } from './shop-system-functions.ts';

const shopsByName = Object.fromEntries(shops.map((shop) => [shop, `:shops.${shop}`]));
const ofShops = Object.fromEntries(shops.map((shop) => [shop, `:backfills.${shop}`]));

const startBackfill: Subject = {
  name: 'private.start_backfill(uuid)',
  returns: 'SETOF backfills',
  probes: {
    start: { sql: `select 'ok' from private.start_backfill(:it)`, each: shopsByName },
    'under way': `select id = :backfills.north from private.start_backfill(:shops.north)`,
    'beside a file': [
      becomeSystem,
      `insert into public.backfills (shop_id, source) values (:shops.south, 'file')`,
      elsewhere({ sub: subjectOf('otherManager') }),
      `select source from private.start_backfill(:shops.south)`,
    ],
    'and its sources': [
      `select from private.start_backfill(:shops.south)`,
      becomeSystem,
      `select string_agg(s.kind, '/' order by s.kind) || '/' || (
        select count(*) from private.jobs j
        where j.kind = 'run_backfill' and j.payload ->> 'backfill_id' = b.id::text
      )
      from public.backfills b join private.line_sources s on s.backfill_id = b.id
      where b.shop_id = :shops.south and b.state = 'queued' group by b.id`,
    ],
  },
  access: [
    `
| actor            | start               | under way | and its sources    |
| anonymous system | 42501               | 42501     | 42501              |
| manager deputy   | 23514: left · north | true      | -                  |
| otherManager     | south taken         | -         | customers/orders/1 |
| everyone else    | -                   | -         | -                  |`,
    `
| actor         | beside a file |
| everyone else | bulk          |`,
  ],
};

const cancelBackfill: Subject = {
  name: 'private.cancel_backfill(uuid)',
  returns: 'SETOF backfills',
  probes: {
    cancel: { sql: `select 'ok' from private.cancel_backfill(:it)`, each: ofShops },
    "north's then": [
      `select from private.cancel_backfill(:backfills.north)`,
      becomeSystem,
      `select state || '/' || (ended_at is not null) from public.backfills
        where id = :backfills.north`,
    ],
    'beside another': [
      `select from private.cancel_backfill(:backfills.left)`,
      becomeSystem,
      `select state from public.backfills where id = :backfills.north`,
    ],
    "and south's": [
      `select from private.cancel_backfill(:backfills.south)`,
      becomeSystem,
      `select ended_at < '2021-01-01' from public.backfills where id = :backfills.south`,
    ],
  },
  access: [`
| actor            | cancel      | north's then   | beside another | and south's |
| anonymous system | 42501       | 42501          | 42501          | 42501       |
| manager deputy   | north left  | cancelled/true | queued         | true        |
| otherManager     | south taken | queued/false   | queued         | true        |
| everyone else    | -           | queued/false   | queued         | true        |`],
};

const startReconciliations: Subject = {
  name: 'private.start_reconciliations()',
  returns: 'integer',
  probes: {
    'how many': `select private.start_reconciliations()`,
    'of which shops': [
      `select private.start_reconciliations()`,
      `select shop_id from public.reconciliations where state = 'queued'`,
    ],
    'what reads for them': [
      `select private.start_reconciliations()`,
      `select count(*) from private.line_sources where reconciliation_id is not null`,
    ],
    'what runs them': [
      `select private.start_reconciliations()`,
      `select count(*) from private.jobs where kind = 'reconcile_shop'`,
    ],
  },
  access: [`
| actor         | how many | of which shops    | what reads for them | what runs them |
| system        | 2        | north south taken | 2                   | 2              |
| everyone else | 42501    | 42501             | 42501               | 42501          |`],
};

const compare = (id: string, total = '10', updated = '2020-01-01', began = '2020-01-02') =>
  `select private.compare_orders(
    :reconciliations.north, '${began}', array[${id}], array[${total}], array[0], array['BRL'],
    array['paid'::public.financial_status], array[false], array['${updated}'::timestamptz]
  )`;
const student = shopifyIdOf('isStudent');
const otherOne = '77';
const found =
  `select concat_ws('/', state, compared, differing, missing, only_ours, sum_theirs::int,
  sum_ours::int) from public.reconciliations where id = :reconciliations.north`;
const listed = `select string_agg(kind || shopify_id, '/' order by shopify_id)
  from public.order_differences where reconciliation_id = :reconciliations.north`;
const seen = `select count(*) from private.orders_seen
  where reconciliation_id = :reconciliations.north`;

const compareOrders: Subject = {
  name:
    'private.compare_orders(uuid,timestamp with time zone,bigint[],numeric[],numeric[],text[],' +
    'financial_status[],boolean[],timestamp with time zone[])',
  returns: 'void',
  probes: {
    equal: [compare(student), found],
    different: [compare(student, '11'), found],
    missing: [compare(otherOne), found],
    'changed since': [compare(student, '11', '2020-01-03'), found],
    'changed here since': [compare(student, '11', '2019-01-01', '2019-06-01'), found],
    seen: [compare(otherOne), seen],
    listed: [compare(otherOne), listed],
  },
  access: [`
| actor         | equal                 | different             | missing              | changed since       | changed here since  | seen  | listed |
| system        | running/1/0/0/0/10/10 | running/1/1/0/0/11/10 | running/0/0/1/0/10/0 | running/0/0/0/0/0/0 | running/0/0/0/0/0/0 | 2     | missing77/missing${
    shopifyIdOf('ofNobody')
  } |
| everyone else | 42501                 | 42501                 | 42501                | 42501               | 42501               | 42501 | 42501  |`],
};

const finish = (began = '2020-01-02') =>
  `select private.finish_reconciliation(:reconciliations.north, '${began}')`;
const finishReconciliation: Subject = {
  name: 'private.finish_reconciliation(uuid,timestamp with time zone)',
  returns: 'void',
  probes: {
    'what is found': [finish(), found],
    'what was before': [finish('2019-01-01'), found],
    'what is seen then': [finish(), seen],
    'of sixty days': [
      `update public.reconciliations set truncated = true where id = :reconciliations.north`,
      finish('2020-06-01'),
      found,
    ],
  },
  access: [`
| actor         | what is found          | what was before       | what is seen then | of sixty days         |
| system        | succeeded/0/0/0/4/0/40 | succeeded/0/0/0/0/0/0 | 0                 | succeeded/0/0/0/0/0/0 |
| everyone else | 42501                  | 42501                 | 42501             | 42501                 |`],
};

const orderSide: Subject = {
  name: 'private.order_side(numeric,numeric,text,financial_status,boolean,boolean,' +
    'timestamp with time zone)',
  returns: 'jsonb',
  probes: {
    call: `select private.order_side(10, 0, 'BRL', 'paid', false, false, '2020-01-01')
      ->> 'total_price'`,
  },
  access: [`
| actor         | call    |
| system        | 10.0000 |
| everyone else | 42501   |`],
};

const operation = 'gid://shopify/BulkOperation/1';
/** North's backfill waits for an operation, or its reconciliation does. */
const waits = (kind = 'run_backfill', id = ':backfills.north') => [
  `update private.line_sources set operation_id = '${operation}' where id = :line_sources.north`,
  `select private.enqueue_job(
    '${kind}', '{}', (${id})::text, job_run_at => now() + interval '30 seconds'
  )`,
];
const wake = (shop = 'north', of = operation) =>
  `select written from private.wake_bulk_operation(:shops.${shop}, '${of}')`;
const wakeBulkOperation = systemOnly(
  'wake_bulk_operation(uuid,text)',
  'TABLE(written integer)',
  {
    'who waits': [[...waits(), wake()], '1'],
    'when it is due': [
      [...waits(), wake(), `select run_at <= now() from private.jobs where kind = 'run_backfill'`],
      'true',
    ],
    'a reconciliation': [
      [
        ...waits('reconcile_shop', ':reconciliations.north'),
        `update private.line_sources
          set backfill_id = null, reconciliation_id = :reconciliations.north
          where id = :line_sources.north`,
        wake(),
      ],
      '1',
    ],
    'of another shop': [[...waits(), wake('south')], '0'],
    'another operation': [[...waits(), wake('north', `${operation}0`)], '0'],
    'another kind': [[...waits('score_shop'), wake()], '0'],
    'one that is read': [
      [...waits(), `update private.line_sources set finished_at = now()`, wake()],
      '0',
    ],
    'one at work': [
      [
        ...waits(),
        `update private.jobs set status = 'running', locked_by = gen_random_uuid()
          where kind = 'run_backfill'`,
        wake(),
      ],
      '0',
    ],
    'one that is due': [
      [
        ...waits(),
        `update private.jobs set run_at = now() - interval '1 second' where kind = 'run_backfill'`,
        wake(),
      ],
      '0',
    ],
  },
);

export const backfillFunctions: Subject[] = [
  wakeBulkOperation,
  startBackfill,
  cancelBackfill,
  startReconciliations,
  compareOrders,
  finishReconciliation,
  orderSide,
];
