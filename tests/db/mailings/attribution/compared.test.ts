import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { digits, mailedShops } from './support/mailed-shop.ts';
import { welch } from './support/welch.ts';

const under = useDoor();
const at = mailedShops(() => under.admin);

const NOON = Date.parse('2026-03-02T12:00:00Z');
const AT = new Date('2026-06-01T00:00:00Z');
const HOUR = 3_600_000;
const after = (hours: number, ms = 0) => new Date(NOON + hours * HOUR + ms);

interface Comparison {
  treated: Record<string, unknown> | null;
  held_out: Record<string, unknown> | null;
  [key: string]: unknown;
}

async function compared(
  automation_id: string,
  { days = 3, least = 30, buyers = 100, as_of = AT } = {},
): Promise<Comparison> {
  const [row] = await under.admin<{ told: Comparison }[]>`
    select private.compare_groups(${automation_id}, ${days}, ${least}, ${buyers}, ${as_of}) as told`;
  return row!.told;
}

/** A group of which each bought for so many units, or nothing. */
async function group(
  shop_id: string,
  automation: Awaited<ReturnType<typeof at.automation>>,
  status: 'sent' | 'held_out',
  values: readonly number[],
  when = after(0),
) {
  const customers = await at.customers(shop_id, values.length);
  await at.sent(customers.map((customer) => ({ customer, automation, at: when, status })));
  await at.bought(
    shop_id,
    values.flatMap((value, i) =>
      value === 0 ? [] : [{
        ...{ customer: customers[i]!, value: BigInt(Math.round(value * 10_000)) },
        at: new Date(when.getTime() + HOUR),
      }]
    ),
  );
  return customers;
}

const listOf = (count: number, value: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => value(i));
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const asMoney = (value: number) => digits(BigInt(Math.round(value * 10_000)));

describe('who was to get messages against who was held out', () => {
  it('comes to the same as the book: difference, interval, and what it is for all', async () => {
    const shop_id = await at.shop();
    const automation = await at.automation(shop_id, 25);
    const treated = listOf(120, (i) => i % 3 ? 0 : 20 + 7 * (i % 11));
    const heldOut = listOf(40, (i) => i % 5 ? 0 : 15 + 3 * i);
    await group(shop_id, automation, 'sent', treated);
    await group(shop_id, automation, 'held_out', heldOut);
    const book = welch(treated, heldOut);
    expect(await compared(automation.id)).toEqual({
      treated: {
        ...{ customers: 120, buyers: 40, orders: 40, revenue: asMoney(sumOf(treated)) },
        per_customer: asMoney(sumOf(treated) / 120),
      },
      held_out: {
        ...{ customers: 40, buyers: 8, orders: 8, revenue: asMoney(sumOf(heldOut)) },
        per_customer: asMoney(sumOf(heldOut) / 40),
      },
      ...{ compared: 120, difference: asMoney(book.difference) },
      low: expect.stringMatching(new RegExp(`^${asMoney(book.low).slice(0, -2)}`)),
      high: expect.stringMatching(new RegExp(`^${asMoney(book.high).slice(0, -2)}`)),
      revenue: asMoney(book.difference * 120),
      ...{ revenue_low: expect.any(String), revenue_high: expect.any(String) },
      conclusive: false,
    });
  });

  it('compares nobody below thirty, nor where nobody was held out, nor bought', async () => {
    const shop_id = await at.shop();
    const automation = await at.automation(shop_id, 25);
    await group(shop_id, automation, 'sent', listOf(40, (i) => i));
    const none = { difference: null, low: null, high: null, revenue: null, conclusive: false };
    expect(await compared(automation.id)).toMatchObject({ ...none, held_out: null, compared: 0 });
    await group(shop_id, automation, 'held_out', listOf(29, (i) => i));
    expect(await compared(automation.id))
      .toMatchObject({ ...none, held_out: { customers: 29 }, compared: 0 });
    await group(shop_id, automation, 'held_out', [3]);
    expect(await compared(automation.id)).toMatchObject({ difference: '5.8667', compared: 40 });

    const quiet = await at.automation(shop_id, 25);
    expect(await compared(quiet.id)).toMatchObject({ ...none, treated: null, held_out: null });
    await group(shop_id, quiet, 'sent', listOf(30, () => 0));
    await group(shop_id, quiet, 'held_out', listOf(30, () => 0));
    expect(await compared(quiet.id)).toMatchObject({
      ...{ treated: { customers: 30, buyers: 0, revenue: '0.0000' } },
      ...{ difference: '0.0000', low: null, high: null, conclusive: false },
    });
  });

  it('is conclusive beyond zero, with enough buyers who were held out', async () => {
    const shop_id = await at.shop();
    const better = await at.automation(shop_id, 50);
    await group(shop_id, better, 'sent', listOf(60, (i) => 50 + i % 3));
    await group(shop_id, better, 'held_out', listOf(60, (i) => i % 2 ? 0 : 40 + i % 3));
    expect(await compared(better.id, { buyers: 30 })).toMatchObject({ conclusive: true });
    expect(await compared(better.id, { buyers: 31 })).toMatchObject({ conclusive: false });
    const worse = await at.automation(shop_id, 50);
    await group(shop_id, worse, 'sent', listOf(60, (i) => i % 3));
    await group(shop_id, worse, 'held_out', listOf(60, (i) => 40 + i % 3));
    const told = await compared(worse.id, { buyers: 1 });
    expect(told).toMatchObject({ conclusive: true, difference: '-40.0000' });
    expect(told['high']).toMatch(/^-/);
    const alike = await at.automation(shop_id, 50);
    await group(shop_id, alike, 'sent', listOf(60, (i) => i));
    await group(shop_id, alike, 'held_out', listOf(60, (i) => 60 - i));
    expect(await compared(alike.id, { buyers: 1 })).toMatchObject({ conclusive: false });
  });

  it('compares each share that was held out for itself, weighted by who was treated', async () => {
    const shop_id = await at.shop();
    const automation = await at.automation(shop_id, 10);
    // Twice as much is bought in the second half of the year, when half are held out.
    const first = [listOf(90, (i) => i % 10), listOf(30, (i) => i % 9)] as const;
    await group(shop_id, automation, 'sent', first[0]);
    await group(shop_id, automation, 'held_out', first[1]);
    const later = { ...automation, version_id: await at.version(automation, 2, 50) };
    const second = [listOf(60, (i) => 20 + i % 10), listOf(60, (i) => 20 + i % 9)] as const;
    await group(shop_id, later, 'sent', second[0], after(500));
    await group(shop_id, later, 'held_out', second[1], after(500));
    // Without anybody held out there is nothing to compare with, and the share of nobody.
    const open = { ...automation, version_id: await at.version(automation, 3, 0) };
    await group(shop_id, open, 'sent', listOf(50, () => 1_000), after(600));
    const [a, b] = [welch(...first), welch(...second)];
    const difference = (90 * a.difference + 60 * b.difference) / 150;
    expect(await compared(automation.id)).toMatchObject({
      treated: { customers: 150 },
      held_out: { customers: 90 },
      ...{ compared: 150, difference: asMoney(difference) },
    });
    const { low, high } = await compared(automation.id);
    const half = Math.hypot(a.half * 90 / 150, b.half * 60 / 150);
    expect(Number(high) - Number(low)).toBeCloseTo(2 * half, 1);
  });
});
