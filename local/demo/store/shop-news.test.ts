import { describe, expect, it } from 'vitest';
import { people as demoPeople, type PersonKey } from '../../stack/people.ts';
import { makeCast } from '../cast.ts';
import { idOf } from '../chance.ts';
import { daysFrom } from '../days.ts';
import type { Person } from '../members.ts';
import { makeBuyers } from './buyers.ts';
import { makeShopNews } from './shop-news.ts';

const people = Object.fromEntries(demoPeople.map(({ key, firstName, lastName, email }) => [key, {
  ...{ id: idOf(key), gym: 'sao_paulo', first_name: firstName, last_name: lastName, email },
  ...{ gender: 'female', birth_date: '1990-05-01', phone: '+5500000010', subject: key },
}])) as Record<PersonKey, Person>;

function newsOn(day: string) {
  const days = daysFrom(new Date(`${day}T15:30:00Z`));
  return makeShopNews(makeBuyers(makeCast(days, people), people), days);
}

describe("the news of the demo's shop", () => {
  const { customers, orders, refunds } = newsOn('2026-11-21');

  it('are the same in every run, and but for the dates every day', () => {
    expect(newsOn('2026-11-21')).toEqual({ customers, orders, refunds });
    const said = (day: string) =>
      newsOn(day).orders.map(({ customer_shopify_id, total_price }) => [
        ...[customer_shopify_id, total_price],
      ]);
    expect(said('2028-02-29')).toEqual(said('2026-11-21'));
  });

  it('tell of about 400 orders of a year and a half, none of tomorrow, under ids of 64 bits', () => {
    expect(orders.length).toBeGreaterThan(380);
    expect(orders.length).toBeLessThan(420);
    const ids = [...customers, ...orders].map(({ shopify_id }) => BigInt(shopify_id));
    expect(ids.filter((id) => id <= BigInt(Number.MAX_SAFE_INTEGER))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    const placed = orders.map(({ placed_at }) => placed_at.getTime());
    expect(Math.max(...placed)).toBeLessThan(Date.parse('2026-11-21T00:00:00Z'));
    expect(Math.min(...placed)).toBeGreaterThan(Date.parse('2025-05-01T00:00:00Z'));
  });

  it('have something of everything', () => {
    const statuses = new Set(orders.map(({ financial_status }) => financial_status));
    expect(statuses).toContain('partially_refunded');
    expect(statuses).toContain('voided');
    const known = new Set(customers.map(({ shopify_id }) => shopify_id));
    const buyers = new Set(orders.map(({ customer_shopify_id }) => customer_shopify_id));
    expect(buyers).toContain(null);
    expect([...buyers].filter((id) => id && !known.has(id))).toHaveLength(7);
    expect([...known].filter((id) => !buyers.has(id)).length).toBeGreaterThan(3);
    expect(orders.filter(({ currency }) => currency === 'USD').length).toBeGreaterThan(5);
    expect(refunds.length).toBeGreaterThan(5);
  });
});
