import { expect, it } from 'vitest';
import { layersOf } from './layers.ts';
import type { CustomerNews } from './news.ts';

const news = (shopify_id: string, day: number, told: Partial<CustomerNews> = {}): CustomerNews => ({
  ...{ shopify_id, shopify_updated_at: new Date(Date.UTC(2026, 0, day)), observed_at: null },
  ...told,
});

it('leaves news as it is in which nobody is named twice', () => {
  const all = [news('2', 1), news('1', 2)];
  expect(layersOf(all)).toEqual([all]);
});

it('keeps of several the newest, and what older ones alone tell', () => {
  const [newest, older, oldest] = [
    news('1', 3, { email: 'c', first_name: 'C' }),
    news('1', 2, { email: 'b', email_consent: 'subscribed' }),
    news('1', 1, { email: 'a', first_name: 'A', email_consent: 'unsubscribed' }),
  ];
  const other = news('2', 1);
  expect(layersOf([oldest, newest, other, older])).toEqual([[newest, other], [older]]);
});

it('makes no more layers than there are fields, however often somebody is named', () => {
  const all = Array.from(
    { length: 5000 },
    (_, day) => news('1', day, [{ email: 'a' }, { phone: '1' }, { locale: 'pt' }][day % 3]),
  );
  expect(layersOf(all)).toHaveLength(3);
});
