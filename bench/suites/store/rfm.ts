import process from 'node:process';
import postgres, { type Sql } from 'postgres';
import type { Segment } from '../../../src/store/rfm/segments.ts';
import { type Goal, type Line, measured } from '../../line.ts';
import { compare, interleave, median, timed } from '../../measure.ts';
import type { Suite } from '../../suite.ts';
import { fillWithShops } from '../../support/data/shops.ts';

/** `BENCH_CUSTOMERS=100000 npm run bench -- rfm` for a quick look; five orders each. */
const CUSTOMERS = Number(process.env.BENCH_CUSTOMERS ?? 1_000_000);
const SHOPS = 33;
const ORDERS_EACH = 5;

/** Every triple in one segment, and in another: scores change without segments, or both. */
const ONE = `{${Array<Segment>(125).fill('lost')}}`;
const ANOTHER = `{${Array<Segment>(125).fill('others')}}`;

/** What all values of a shop have to be sorted for, and nothing else; in as much memory. */
const SORTS = `select
    percentile_disc('{0.2,0.4,0.6,0.8}'::float8[]) within group (order by last_order_at::date),
    percentile_disc('{0.2,0.4,0.6,0.8}'::float8[]) within group (order by orders_count),
    percentile_disc('{0.2,0.4,0.6,0.8}'::float8[]) within group (order by total_spent)
  from customer_stats where shop_id = $1`;
/** Every score becomes another one. */
const TURNED = `update customer_stats
  set rfm_r = 1 + rfm_r % 5, rfm_f = 1 + rfm_f % 5, rfm_m = 1 + rfm_m % 5 where shop_id = $1`;
const SCAN = 'select count(*), sum(total_spent), max(last_order_at) from customer_stats';
const ORDERS =
  'select count(value), sum(value), max(placed_at) from orders where value is not null';
const SCORE = 'select from private.compute_rfm($1, current_date, $2, true)';
/** The same with who was left out, and the run's own row. */
const RUN = `select from private.rfm_run($1, current_date, 'listed', $2, true)`;

/** Scoring against the least that it takes: what it writes, and what it sorts. */
export const storeRfm: Suite = {
  title: `scoring ${CUSTOMERS} customers`,
  lines: [
    ...['rfm.changed', 'rfm.unchanged', 'rfm.moved', 'rfm.one_of_33'],
    ...[
      'rfm.one_of_33_changed',
      'rfm.run_of_33',
      'rfm.changed_to_orders',
      'rfm.unchanged_to_orders',
    ],
  ],

  async run({ resources, progress }) {
    const open = (url: string) => {
      const sql = postgres(url, { max: 1, onnotice: () => {} });
      resources.onClose(() => sql.end());
      return sql;
    };
    const [whole, split] = [await resources.database(), await resources.database()];
    const fill = (url: string, shops: number, ordersEach: number, from: number) =>
      fillWithShops(
        open(url),
        { customers: CUSTOMERS, shops, ordersEach },
        (done, of) => progress(from + done / of, 4),
      );
    const [one] = await fill(whole.adminUrl, 1, 0, 0);
    const many = await fill(split.adminUrl, SHOPS, ORDERS_EACH, 1);
    const [big, small] = [open(whole.url), open(split.url)];
    for (const sql of [big, small]) {
      await sql.unsafe(`set work_mem = '64MB'; set timezone = 'America/Sao_Paulo'`);
    }
    progress(2, 4);
    const parts = await ofMany(small, many[SHOPS >> 1]!);
    progress(3, 4);
    return [...await ofOne(big, one!, parts.scan), ...parts.lines];
  },
};

/** One shop of many against one look at all orders. */
async function ofMany(sql: Sql, shop: string): Promise<{ lines: Line[]; scan: number }> {
  const score = () => sql.unsafe(SCORE, [shop, ONE]);
  await score();
  const samples = await interleave({
    scan: () => timed(() => sql.unsafe(ORDERS)),
    score: () => timed(score),
    run: () => timed(() => sql.unsafe(RUN, [shop, ONE])),
    changed: async () => {
      await sql.unsafe(TURNED, [shop]);
      return await timed(score);
    },
  }, { rounds: 11, warmUps: 2 });
  const line = (name: string, values: number[], goal?: Goal) =>
    measured(`rfm.${name}`, 'ms', compare(values, samples.scan), goal);
  return {
    lines: [
      line('one_of_33', samples.score, { atMost: 0.02 }),
      line('one_of_33_changed', samples.changed),
      line('run_of_33', samples.run),
    ],
    scan: median(samples.scan),
  };
}

/** A shop of all customers: as often as not a night in which everything changes, or nothing. */
async function ofOne(sql: Sql, shop: string, scan: number): Promise<Line[]> {
  const score = (segments: string) => sql.unsafe(SCORE, [shop, segments]);
  const vacuum = () => sql.unsafe('vacuum customer_stats');
  const settle = async () => {
    await score(ONE);
    await vacuum();
  };
  const timedAfter =
    (work: () => Promise<unknown>, ...before: (() => Promise<unknown>)[]) => async () => {
      for (const step of before) await step();
      return await timed(work);
    };
  const turn = () => sql.unsafe(TURNED, [shop]);
  const samples = await interleave({
    changed: timedAfter(() => score(ONE), settle, turn, vacuum),
    update: timedAfter(async () => {
      await turn();
      await sql.unsafe(SCAN);
    }, settle),
    unchanged: timedAfter(() => score(ONE), settle),
    sorts: timedAfter(() => sql.unsafe(SORTS, [shop]), settle),
  }, { rounds: 5, warmUps: 1 });
  const moved = await interleave({
    moved: timedAfter(() => score(ANOTHER), settle),
    update: timedAfter(turn, settle),
  }, { rounds: 2, warmUps: 0 });
  const scans = samples.changed.map(() => scan);
  return [
    measured('rfm.changed', 'ms', compare(samples.changed, samples.update), { atMost: 1.5 }),
    measured('rfm.unchanged', 'ms', compare(samples.unchanged, samples.sorts), { atMost: 2 }),
    measured('rfm.moved', 'ms', compare(moved.moved, moved.update)),
    measured('rfm.changed_to_orders', 'ms', compare(samples.changed, scans)),
    measured('rfm.unchanged_to_orders', 'ms', compare(samples.unchanged, scans)),
  ];
}
