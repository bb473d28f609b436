import process from 'node:process';
import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import { compileConditions } from '../../../src/mailings/conditions/compile-conditions.ts';
import type { Condition } from '../../../src/mailings/conditions/condition.ts';
import { measured } from '../../line.ts';
import { compare, interleave, timed } from '../../measure.ts';
import type { Suite } from '../../suite.ts';
import { fillWithShops } from '../../support/data/shops.ts';

/** `BENCH_CUSTOMERS=100000 npm run bench -- mailings` for a quick look. */
const CUSTOMERS = Number(process.env.BENCH_CUSTOMERS ?? 1_000_000);

/** What every customer is read for, and nothing is asked of them: their rows and their sums. */
const SCAN = `select
    (select count(coalesce(locale, '')) from customers where shop_id = $1),
    (select sum(total_spent) from customer_stats where shop_id = $1)`;

const conditions: Condition[] = [
  { field: 'segment', is: 'not_in', value: ['champions', 'loyal'] },
  { field: 'total_spent', is: 'at_least', value: '20' },
  { field: 'days_since_order', is: 'at_least', value: 30 },
  { field: 'tag', is: 'not_in', value: ['asked already'] },
];

/** One in twenty. */
const TAGGED = `
  with asked as (
    insert into automations (shop_id, name, trigger, action, tag)
    values ($1, 'Asked', 'absent', 'tag', 'asked already') returning id, shop_id
  )
  insert into customer_tags (shop_id, customer_id, tag, automation_id)
  select c.shop_id, c.id, 'asked already', a.id
  from asked a join customers c on c.shop_id = a.shop_id where c.shopify_id % 20 = 0`;

/** Of whom all conditions of an automation hold, of every customer of a shop. */
export const evaluating: Suite = {
  title: `an automation evaluated for ${CUSTOMERS} customers`,
  lines: ['mailings.evaluate'],

  async run({ resources, progress }) {
    const { adminUrl, url } = await resources.database();
    const filler = postgres(adminUrl, { max: 1, onnotice: () => {} });
    const door = postgres(url, { max: 1, onnotice: () => {} });
    resources.onClose(() => filler.end());
    resources.onClose(() => door.end());
    const [shop] = await fillWithShops(
      filler,
      { customers: CUSTOMERS, shops: 1, ordersEach: 0 },
      (done, of) => progress(done / of, 2),
    );
    const { joins, passes } = compileConditions(conditions, new Date());
    await filler.unsafe(TAGGED, [shop!]);
    await filler.unsafe('analyze customer_tags');
    // What lets customers in writes, and such a statement gets no workers: neither gets any.
    await door.unsafe('set max_parallel_workers_per_gather = 0');
    const query = new PgDialect().sqlToQuery(sql`
      select count(c.id)
      from public.customers c join public.shops h on h.id = c.shop_id ${joins}
      where c.shop_id = ${shop} and c.deleted_at is null and c.redacted_at is null and ${passes}`);
    const samples = await interleave({
      evaluate: () => timed(() => door.unsafe(query.sql, query.params as never[])),
      scan: () => timed(() => door.unsafe(SCAN, [shop!])),
    }, { rounds: 7, warmUps: 1, onRound: (done, of) => progress(1 + done / of, 2) });
    return [
      measured('mailings.evaluate', 'ms', compare(samples.evaluate, samples.scan), { atMost: 3 }),
    ];
  },
};
