import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RfmRun } from '../../../../src/store/rfm/contract.ts';
import { scoreShop } from '../../../../src/store/rfm/score-shop.ts';
import { segmentsByScore } from '../../../../src/store/rfm/segments.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { type ModelOrder, type ModelRun, rank } from '../support/rfm-model.ts';
import { money, rfmShops } from '../support/rfm-shop.ts';

/** `npm run prove -- rfm` plays 500. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 12);

const place = useDoor();
const at = rfmShops(() => place.admin);
const db = () => place.door.asSystem('test');
const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 0, 1);

/** Few values, so that many are equal; amounts with fractions of cents, and large ones. */
const amount = fc.oneof(
  fc.constantFrom(0n, 1n, 10_000n, 20_000n, 105_000n, 300_000n),
  fc.bigInt({ min: 0n, max: 9_999_999_999_9999n }),
);
const orderOf = fc.record({
  customer: fc.nat(14).map((nth) => `c${nth}`),
  value: fc.option(amount, { freq: 6 }),
  currency: fc.constantFrom('BRL', 'BRL', 'BRL', 'BRL', 'USD'),
  placed_at: fc.tuple(fc.nat(40), fc.constantFrom(0, 3, 12, 23)).map(([day, hour]) =>
    new Date(FIRST + day * DAY + hour * 3_600_000)
  ),
});
const story = fc.record({
  zone: fc.constantFrom('UTC', 'America/Sao_Paulo', 'Pacific/Kiritimati', 'Europe/Lisbon'),
  orders: fc.array(orderOf, { maxLength: 60 }),
  days: fc.array(fc.integer({ min: -2, max: 45 }), { minLength: 1, maxLength: 4 }),
});
const names = Array.from({ length: 15 }, (_, nth) => `c${nth}`);
const dayOf = (nth: number) => new Date(FIRST + nth * DAY).toISOString().slice(0, 10);

/** What a run answered, in the model's words. */
const seen = (run: RfmRun) => ({
  boundaries: Object.fromEntries(
    Object.entries(run.boundaries).map(([of, values]) => [of, values.map(hundredThousandths)]),
  ),
  segments: Object.fromEntries(
    run.segments.map(({ segment, customers, orders, revenue }) => [
      segment,
      { customers, orders, revenue },
    ]),
  ),
});
const expected = ({ boundaries: { recency, frequency, monetary }, segments }: ModelRun) => ({
  boundaries: {
    recency: recency.map((bound) => bound * 20_000n),
    frequency: frequency.map((bound) => bound * 20_000n),
    monetary: monetary.map((bound) => bound * 2n),
  },
  segments: Object.fromEntries(
    Object.entries(segments).map(([name, { revenue, ...counts }]) => [
      name,
      { ...counts, revenue: money(revenue) },
    ]),
  ),
});
const hundredThousandths = (decimal: string) => BigInt(decimal.replace('.', ''));

const versions = (shop_id: string) =>
  place.admin`select customer_id, xmin::text, ctid::text from customer_stats
    where shop_id = ${shop_id} order by customer_id`;

describe('scores', () => {
  it('come to what the formula says, on any day, kept or not, and history ends where they are', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ zone, orders, days }) => {
        const shop_id = await at.shop({ zone });
        const ids = await at.customers(shop_id, names);
        await at.orders(shop_id, ids, orders);
        let last: string | undefined;
        for (const asOf of days.map(dayOf)) {
          const model = rank(orders, { asOf, zone, currency: 'BRL' });
          const run = (await scoreShop({ db: db() }, { shop_id, as_of: asOf }))!;
          expect(seen(run)).toEqual(expected(model));
          expect(run.kept).toBe(last === undefined || last <= asOf);
          expect(run.customers).toBe(model.scores.size);
          if (!run.kept) continue;
          last = asOf;
          expect(await at.scores(shop_id)).toEqual(model.scores);
          const before = await versions(shop_id);
          expect(await scoreShop({ db: db() }, { shop_id, as_of: asOf })).toMatchObject({
            ...{ changed: 0, moved: 0, segments: run.segments, boundaries: run.boundaries },
          });
          expect(await versions(shop_id)).toEqual(before);
          expect(await segmentsOn(shop_id, asOf)).toEqual(
            new Map([...model.scores].map(([name, { segment }]) => [name, segment])),
          );
        }
      }),
      { numRuns: ROUNDS },
    );
  });

  it('are the same from the sums kept and from the orders', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ zone, orders }) => {
        const shop_id = await at.shop({ zone });
        const ids = await at.customers(shop_id, [...names, 'late']);
        await at.orders(shop_id, ids, orders);
        const compute = async () => {
          const [run] = await place.admin.unsafe(
            `select recency, frequency, monetary, customers, segments
             from private.compute_rfm($1, $2, $3, false)`,
            [shop_id, dayOf(60), `{${segmentsByScore('listed')}}`],
          );
          return run;
        };
        const kept = await compute();
        const late = new Date(FIRST + 70 * DAY);
        await at.orders(shop_id, ids, [
          { customer: 'late', value: 1n, currency: 'BRL', placed_at: late },
        ]);
        expect(await compute()).toEqual(kept);
      }),
      { numRuns: Math.ceil(ROUNDS / 2) },
    );
  });
});

describe('a run while orders come', () => {
  it('neither holds them up nor is disturbed by them', async () => {
    const shop_id = await at.shop();
    const many = Array.from({ length: 3_000 }, (_, nth) => `c${nth}`);
    const ids = await at.customers(shop_id, many);
    const orders = many.map((customer, nth): ModelOrder => ({
      customer,
      value: BigInt(1 + nth * 7919 % 1_000) * 10_000n,
      currency: 'BRL',
      placed_at: new Date(FIRST + (nth % 200) * DAY),
    }));
    await at.orders(shop_id, ids, orders);
    let running = true;
    const waits: number[] = [];
    const more: ModelOrder[] = [];
    const deliver = async () => {
      for (let nth = 0; running || nth < 20; nth++) {
        const order: ModelOrder = { ...orders[nth * 37 % 3_000]!, value: 5_000_0000n };
        more.push(order);
        const began = performance.now();
        await at.orders(shop_id, ids, [order]);
        waits.push(performance.now() - began);
      }
    };
    const runs = async () => {
      for (let nth = 0; nth < 5; nth++) {
        await scoreShop({ db: db() }, { shop_id, as_of: '2026-10-01' });
      }
      running = false;
    };
    await Promise.all([deliver(), runs()]);
    await scoreShop({ db: db() }, { shop_id, as_of: '2026-10-01' });
    const model = rank([...orders, ...more], { asOf: '2026-10-01', zone: 'UTC', currency: 'BRL' });
    expect(await at.scores(shop_id)).toEqual(model.scores);
    expect(await segmentsOn(shop_id, '2026-10-01')).toEqual(
      new Map([...model.scores].map(([name, { segment }]) => [name, segment])),
    );
    expect(Math.max(...waits)).toBeLessThan(1_500);
  });
});

async function segmentsOn(shop_id: string, day: string): Promise<Map<string, string>> {
  const rows = await place.admin<{ name: string; segment: string }[]>`
    select c.first_name as name, o.segment from private.segments_on(${shop_id}, ${day}) o
    join customers c on c.id = o.customer_id`;
  return new Map(rows.map(({ name, segment }) => [name, segment]));
}
