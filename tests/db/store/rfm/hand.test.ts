import { describe, expect, it } from 'vitest';
import { scoreShop } from '../../../../src/store/rfm/score-shop.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import type { ModelOrder } from '../support/rfm-model.ts';
import { rfmShops, type ShopAt } from '../support/rfm-shop.ts';

const place = useDoor();
const at = rfmShops(() => place.admin);
const score = (shop_id: string, as_of: string) =>
  scoreShop({ db: place.door.asSystem('test') }, { shop_id, as_of });

/** `name: amount days-ago` for each order, of 2026-03-31 at noon. */
async function shopOf(orders: [name: string, amount: string, days: number][], as: ShopAt = {}) {
  const shop_id = await at.shop(as);
  const ids = await at.customers(shop_id, [...new Set(orders.map(([name]) => name))]);
  await at.orders(
    shop_id,
    ids,
    orders.map(([customer, amount, days]) => order(customer, amount, days, as)),
  );
  return { shop_id, ids };
}

function order(customer: string, amount: string, days: number, as: ShopAt = {}): ModelOrder {
  const [whole, part = ''] = amount.split('.');
  return {
    customer,
    value: BigInt(whole! + part.padEnd(4, '0')),
    currency: as.currency ?? 'BRL',
    placed_at: new Date(Date.UTC(2026, 2, 31 - days, 12)),
  };
}

const triples = async (shop_id: string) =>
  Object.fromEntries(
    [...await at.scores(shop_id)].map(([name, { r, f, m }]) => [name, `${r}${f}${m}`]),
  );

describe('scores by hand', () => {
  it('puts values at a boundary into the higher bin, on all four', async () => {
    // Amounts 10 to 60: quantiles 20, 30, 40, 50, and one more.
    const { shop_id } = await shopOf([
      ...[['a', '10', 0], ['b', '20', 10], ['c', '30', 20]] as [string, string, number][],
      ...[['d', '40', 30], ['e', '50', 40], ['f', '60', 50]] as [string, string, number][],
    ]);
    const run = await score(shop_id, '2026-03-31');
    expect(run!.boundaries).toEqual({
      recency: ['11.00000', '21.00000', '31.00000', '41.00000'],
      frequency: ['2.00000', '2.00000', '2.00000', '2.00000'],
      monetary: ['21.00000', '31.00000', '41.00000', '51.00000'],
    });
    expect(await triples(shop_id)).toEqual({
      ...{ a: '511', b: '511', c: '412', d: '313', e: '214', f: '115' },
    });
    // Each of four reaches its boundary to the cent, and the score above it; a cent less does not.
    const reached = await shopOf([
      ...[['a', '10', 0], ['b', '10', 1], ['c', '11', 2]] as [string, string, number][],
      ...[['d', '20', 2], ['e', '20', 2], ['f', '21', 3]] as [string, string, number][],
    ]);
    const again = await score(reached.shop_id, '2026-03-31');
    expect(again!.boundaries.monetary).toEqual(['11.00000', '12.00000', '21.00000', '21.00000']);
    expect(again!.boundaries.recency).toEqual(['2.00000', '3.00000', '3.00000', '3.00000']);
    expect(await triples(reached.shop_id)).toEqual({
      ...{ a: '511', b: '511', c: '412', d: '413', e: '413', f: '115' },
    });
  });

  it('interpolates exactly: fractions of cents, and three values', async () => {
    const { shop_id } = await shopOf([
      ['a', '0.0001', 0],
      ['b', '0.0002', 1],
      ['c', '0.0004', 7],
    ]);
    const run = await score(shop_id, '2026-03-31');
    expect(run!.boundaries.monetary).toEqual(['1.00014', '1.00018', '1.00024', '1.00032']);
    expect(run!.boundaries.recency).toEqual(['1.40000', '1.80000', '3.20000', '5.60000']);
    expect(await triples(shop_id)).toEqual({ a: '511', b: '511', c: '111' });
  });

  it('scores one customer, and equal ones equally', async () => {
    const one = await shopOf([['a', '10', 5]]);
    await score(one.shop_id, '2026-03-31');
    expect(await triples(one.shop_id)).toEqual({ a: '511' });
    const equal = await shopOf(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, '99.9', 5]));
    const run = await score(equal.shop_id, '2026-03-31');
    expect(new Set(Object.values(await triples(equal.shop_id)))).toEqual(new Set(['511']));
    expect(run!.segments).toEqual([{
      ...{ segment: 'potential_loyalist', customers: 6, orders: 6, revenue: '599.4000' },
    }]);
  });

  it('leaves out who never ordered, whose orders are refunded, or in another currency', async () => {
    const nobody = await shopOf([]);
    expect(await score(nobody.shop_id, '2026-03-31')).toMatchObject({
      ...{ kept: true, customers: 0, changed: 0, moved: 0, segments: [] },
      boundaries: { recency: [], frequency: [], monetary: [] },
    });
    const { shop_id, ids } = await shopOf([['a', '10', 5], ['b', '10', 6]]);
    const others = await at.customers(shop_id, ['dollars', 'none']);
    await at.orders(shop_id, others, [{ ...order('dollars', '5', 1), currency: 'USD' }]);
    await at.orders(shop_id, ids, [{ ...order('a', '5', 1), currency: 'EUR' }]);
    const run = await score(shop_id, '2026-03-31');
    expect(run!.left_out).toEqual({
      ...{ other_currency: 1, no_counted_order: 1, orders_in_other_currency: 2 },
    });
    expect(Object.keys(await triples(shop_id))).toEqual(['a', 'b']);

    await place.admin`update orders set refunded = total_price where customer_id = ${ids.get(
      'b',
    )!}`;
    const later = await score(shop_id, '2026-03-31');
    expect(later).toMatchObject({
      ...{ customers: 1, moved: 1, left_out: { other_currency: 1, no_counted_order: 2 } },
    });
    expect(await triples(shop_id)).toEqual({ a: '511' });
    expect(
      await place.admin`select "from", "to", rfm from segment_changes
        where customer_id = ${ids.get('b')!} order by created_at`,
    ).toEqual([
      { from: null, to: 'potential_loyalist', rfm: 511 },
      { from: 'potential_loyalist', to: null, rfm: null },
    ]);
  });

  it('counts days by the clock of the shop', async () => {
    // Midnight in São Paulo is 03:00 in UTC.
    const shop_id = await at.shop({ zone: 'America/Sao_Paulo' });
    const ids = await at.customers(shop_id, ['before', 'after']);
    const placed = (customer: string, time: string): ModelOrder => ({
      ...{ customer, value: 10_000n, currency: 'BRL', placed_at: new Date(time) },
    });
    await at.orders(shop_id, ids, [
      placed('before', '2026-03-31T02:59:59.999Z'),
      placed('after', '2026-03-31T03:00:00Z'),
    ]);
    expect(await score(shop_id, '2026-03-30')).toMatchObject({ customers: 1, kept: true });
    expect(Object.keys(await triples(shop_id))).toEqual(['before']);
    const run = await score(shop_id, '2026-03-31');
    expect(run!.boundaries.recency).toEqual(['1.20000', '1.40000', '1.60000', '1.80000']);
  });

  it('knows whole units, and says when it knows only sixty days', async () => {
    const { shop_id } = await shopOf([['a', '100', 0], ['b', '1101', 1]], {
      ...{ currency: 'JPY', state: 'truncated' },
    });
    expect(await score(shop_id, '2026-03-31')).toMatchObject({
      ...{ truncated: true, currency: 'JPY' },
      boundaries: { monetary: ['301.20000', '501.40000', '701.60000', '901.80000'] },
    });
  });

  it('takes the most specific segment where a shop wants it, and says so in history', async () => {
    const { shop_id } = await shopOf([['a', '10', 0], ['b', '10', 1]]);
    await score(shop_id, '2026-03-31');
    expect((await at.scores(shop_id)).get('a')).toMatchObject({ segment: 'potential_loyalist' });
    await place.admin`update shops set segment_order = 'most_specific' where id = ${shop_id}`;
    expect(await score(shop_id, '2026-03-31')).toMatchObject({ changed: 0, moved: 2 });
    expect((await at.scores(shop_id)).get('a')).toMatchObject({ segment: 'new' });
  });

  it('keeps no run of a day before the last one or to come', async () => {
    const { shop_id } = await shopOf([['a', '10', 0], ['b', '10', 9]]);
    expect(await score(shop_id, '2026-03-31')).toMatchObject({ kept: true, moved: 2 });
    expect(await score(shop_id, '2026-03-25')).toMatchObject({
      ...{ kept: false, changed: 0, moved: 0, customers: 1, left_out: { no_counted_order: 1 } },
    });
    expect(await score(shop_id, '2190-01-01')).toMatchObject({ kept: false, customers: 2 });
    expect((await at.scores(shop_id)).size).toBe(2);
    expect(await place.admin`select as_of from rfm_runs where shop_id = ${shop_id}`).toHaveLength(
      1,
    );
  });

  it('answers nothing for a shop that is not there', async () => {
    expect(await score('00000000-0000-4000-8000-000000000000', '2026-03-31')).toBeUndefined();
  });
});
