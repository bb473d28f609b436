import { PgDialect } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { Moment } from './body/moment.ts';
import { OrderBody, readOrder } from './body/read-order.ts';
import { parseBody } from './body/parse-body.ts';
import { type ReadDelivery, readDelivery, topicOf } from './read-delivery.ts';

const triggered_at = new Moment('2026-06-01T10:00:00.123456Z');
const read = (topic: string, body: unknown): ReadDelivery =>
  readDelivery(topicOf(topic)!, typeof body === 'string' ? body : JSON.stringify(body), {
    currency: 'EUR',
    triggered_at,
  });
/** What an effect hands to the database. */
const parametersOf = (delivery: ReadDelivery): unknown[] => {
  if (!('effect' in delivery) || !delivery.effect) throw new Error('It has no effect');
  return new PgDialect().sqlToQuery(delivery.effect.item(sql`shop`)).params.flat();
};

const order = {
  ...{ id: 1, name: '#1001', currency: 'EUR', total_price: '12.50', financial_status: 'paid' },
  ...{ created_at: '2026-06-01T10:00:00+02:00', updated_at: '2026-06-01T11:00:00+02:00' },
  ...{ customer: { id: 2 }, cancelled_at: null, refunds: [] },
};
const transaction = (amount: string, more = {}) => ({
  ...{ kind: 'refund', status: 'success', amount, currency: 'EUR', ...more },
});
const newsOf = (more: object) =>
  readOrder(OrderBody.parse(parseBody(JSON.stringify({ ...order, ...more }))), triggered_at);

describe('an order', () => {
  it('is read with the sum of what was refunded', () => {
    const refunds = [
      { transactions: [transaction('1.10'), transaction('9', { status: 'failure' })] },
      { transactions: [transaction('2.20'), transaction('9', { kind: 'void' })] },
      {},
    ];
    expect(newsOf({ refunds })).toMatchObject({
      ...{ shopify_id: '1', customer_shopify_id: '2', order_number: '#1001' },
      ...{ total_price: '12.50', refunded: '3.3000', currency: 'EUR', financial_status: 'paid' },
      placed_at: new Date('2026-06-01T08:00:00Z'),
      shopify_updated_at: new Date('2026-06-01T09:00:00Z'),
      observed_at: triggered_at,
    });
  });

  it('of a customer who pays in another currency is converted by its own rate', () => {
    const set = (shop: string, customers: string) => ({
      shop_money: { amount: shop, currency_code: 'EUR' },
      presentment_money: { amount: customers, currency_code: 'JPY' },
    });
    const refunds = [{ transactions: [transaction('800', { currency: 'JPY' })] }];
    expect(newsOf({ refunds, total_price_set: set('12.50', '2000') }).refunded).toBe('5.0000');
    const inBoth = [{ transactions: [transaction('1'), transaction('800', { currency: 'JPY' })] }];
    expect(newsOf({ refunds: inBoth, total_price_set: set('12.50', '2000') }).refunded)
      .toBe('6.0000');
  });

  it('is of nobody, unpaid or imported', () => {
    expect(newsOf({ customer: null, financial_status: null, processed_at: '2020-01-01T00:00:00Z' }))
      .toMatchObject({
        ...{ customer_shopify_id: null, financial_status: 'pending' },
        placed_at: new Date('2020-01-01T00:00:00Z'),
      });
    expect(newsOf({ customer: undefined, updated_at: null, created_at: null })).toMatchObject({
      ...{ customer_shopify_id: null, placed_at: triggered_at, shopify_updated_at: triggered_at },
    });
  });
});

describe('a body', () => {
  it('keeps ids that no number holds', () => {
    const text = JSON.stringify({ ...order, id: 0, customer: { id: 0 } })
      .replace('"id":0', '"id":9223372036854775807').replace('"id":0', '"id":9007199254740993');
    const parameters = parametersOf(read('orders/create', text));
    expect(parameters).toContain('9223372036854775807');
    expect(parameters).toContain('9007199254740993');
  });

  it.each([
    ['no JSON', '{', 'body: is not JSON'],
    ['nothing', '', 'body: is not JSON'],
    ['another kind', '[]', 'body: '],
    ['an id beyond 64 bits', '{"id":9223372036854775808}', 'body.id: '],
    ['an id below one', '{"id":0}', 'body.id: '],
    ['an id with an exponent', '{"id":1e3}', 'body.id: '],
    ['no id', '{}', 'body.id: '],
    ['a time of no calendar', '{"id":1,"updated_at":"yesterday"}', 'body.updated_at: '],
    ['a time of another age', '{"id":1,"updated_at":"0001-01-01T00:00:00Z"}', 'body.updated_at: '],
    ['a nest', '['.repeat(200_000), 'body: is '],
    ['a name of an object', '{"id":1,"email":{"a":1}}', 'body.email: '],
  ])('of %s is told by its field', (_, text, problem) => {
    const delivery = read('customers/create', text);
    expect(delivery.problem).toMatch(new RegExp(`^${problem}`));
  });

  it('of an order with money that is none is told by its field', () => {
    for (const total_price of ['1e3', '-1.00', '12.50001', '99999999999', 12.5, 'NaN', null]) {
      const body = { ...order, total_price };
      // A bare number has the digits that were sent.
      expect(read('orders/create', body).problem ?? '')
        .toMatch(total_price === 12.5 ? /^$/ : /^body\.total_price: /);
    }
  });

  it('never holds what Postgres cannot store, nor what it should not inherit', () => {
    const text = '{"id":1,"first_name":"A\\u0000n\\ud800a ","last_name":"\\u0000",' +
      '"__proto__":{"email":"x@y.z"},"id":2}';
    const delivery = read('customers/create', text);
    expect(delivery).toMatchObject({ body: { id: '2', first_name: 'Ana', last_name: null } });
    expect(parametersOf(delivery)).not.toContain('x@y.z');
  });

  it('takes a time that grows with its length', () => {
    const time = (size: number) => {
      const text = JSON.stringify({ ...order, line_items: Array(size).fill({ a: { b: ['c'] } }) });
      const began = performance.now();
      expect(read('orders/create', text).problem).toBeUndefined();
      return performance.now() - began;
    };
    time(1_000);
    const small = Math.min(...[1, 2, 3].map(() => time(5_000)));
    expect(time(50_000)).toBeLessThan(Math.max(small, 2) * 60);
  });

  it('that was read is read the same from its own JSON', () => {
    for (
      const [topic, body] of [
        ['orders/create', { ...order, refunds: [{ transactions: [transaction('1')] }] }],
        ['customers/update', { id: 1, email: 'ana@example.com', created_at: order.created_at }],
        ['customers_marketing_consent/update', { id: 1, sms_marketing_consent: { state: '?' } }],
        ['customers/redact', { customer: { id: 1, email: 'ana@example.com' } }],
      ] as const
    ) {
      const once = read(topic, body);
      const again = read(topic, JSON.stringify('body' in once && once.body));
      expect(parametersOf(again)).toEqual(parametersOf(once));
    }
  });
});
