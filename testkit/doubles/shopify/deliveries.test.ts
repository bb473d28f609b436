import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  customerDelivery,
  orderDelivery,
  privacyDelivery,
  refundDelivery,
  shopDelivery,
} from './deliveries.ts';
import { historyOf } from './people/history.ts';
import { aCustomer, anOrder, aRefund } from './records.ts';
import { refundedOf } from './shop.ts';

const shop = {
  id: '548380009',
  domain: 'mat-and-gi.myshopify.com',
  name: 'Mat & Gi',
  email: 'owner@example.com',
  currency: 'EUR',
  timezone: 'America/New_York',
  clientSecret: 'hush',
};

test('signs the body it sends', () => {
  const { body, headers } = customerDelivery(shop, 'customers/update', aCustomer());
  const signature = createHmac('sha256', 'hush').update(body).digest('base64');
  expect(headers).toMatchObject({
    'x-shopify-topic': 'customers/update',
    'x-shopify-shop-domain': shop.domain,
    'x-shopify-hmac-sha256': signature,
    'x-shopify-triggered-at': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/),
  });
});

test('writes ids as bare numbers, and times in the zone of the shop', () => {
  const customer = aCustomer({
    id: '820982911946154508',
    createdAt: '2026-01-15T12:00:00Z',
    updatedAt: '2026-07-15T12:00:00Z',
  });
  const { body } = customerDelivery(shop, 'customers/create', customer);
  expect(body).toContain('"id":820982911946154508,');
  expect(JSON.parse(body)).toMatchObject({
    created_at: '2026-01-15T07:00:00-05:00',
    updated_at: '2026-07-15T08:00:00-04:00',
    verified_email: true,
  });
  expect(body).not.toMatch(/email_marketing_consent|orders_count|total_spent|"tags"/);
});

test('writes money with the digits of its currency, and refunds without a sum', () => {
  const order = anOrder({ totalPrice: '100', currency: 'EUR' });
  order.refunds.push(aRefund(order, '30.5'));
  const customer = aCustomer();
  const sent = JSON.parse(orderDelivery(shop, 'orders/updated', order, customer).body);
  expect(sent).toMatchObject({
    total_price: '100.00',
    current_total_price: '69.50',
    financial_status: 'paid',
    refunds: [{ transactions: [{ kind: 'refund', status: 'success', amount: '30.50' }] }],
  });
  const refund = JSON.parse(refundDelivery(shop, order, order.refunds[0]!).body);
  expect(refund).not.toHaveProperty('updated_at');
  const yen = orderDelivery(
    shop,
    'orders/create',
    anOrder({ totalPrice: '1500', currency: 'JPY' }),
  );
  expect(JSON.parse(yen.body)).toMatchObject({ total_price: '1500', customer: null });
});

test('sends the other topics in their own forms', () => {
  const customer = aCustomer();
  expect(orderDelivery(shop, 'orders/delete', anOrder({ id: '820982911946154508' })).body)
    .toBe('{"id":820982911946154508}');
  const consent = customerDelivery(shop, 'customers_email_marketing_consent/update', customer);
  expect(JSON.parse(consent.body)).toEqual({
    customer_id: expect.any(Number),
    email_address: customer.email,
    email_marketing_consent: {
      state: 'not_subscribed',
      opt_in_level: 'single_opt_in',
      consent_updated_at: null,
    },
  });
  const redact = privacyDelivery(shop, 'customers/redact', customer, ['5', '6']);
  expect(JSON.parse(redact.body)).toMatchObject({
    shop_domain: shop.domain,
    orders_to_redact: [5, 6],
  });
  expect(JSON.parse(shopDelivery(shop, 'app/uninstalled').body)).toMatchObject({
    myshopify_domain: shop.domain,
  });
});

test('tells a history whose last words are what is true', () => {
  const { deliveries, orders, customers } = historyOf(shop, {
    customers: 60,
    orders: 200,
    seed: 5,
  });
  const again = historyOf(shop, { customers: 60, orders: 200, seed: 5 }).deliveries;
  expect(again.map(({ body }) => body)).toEqual(deliveries.map(({ body }) => body));
  const times = deliveries.map(({ headers }) => headers['x-shopify-triggered-at']!);
  expect(times).toEqual(times.toSorted());
  expect(times.every((time) => time > '2025')).toBe(true);

  const last = new Map<string, string>();
  for (const { topic, body } of deliveries) {
    if (topic.startsWith('orders/')) last.set(/"id":(\d+)/.exec(body)![1]!, body);
  }
  for (const order of orders) {
    const said = JSON.parse(last.get(order.id)!);
    expect(said.financial_status).toBe(order.financialStatus!.toLowerCase());
    expect(Date.parse(said.updated_at)).toBe(Date.parse(order.updatedAt));
    expect(said.refunds).toHaveLength(order.refunds.length);
    expect(said.cancelled_at === null).toBe(order.cancelledAt === null);
  }
  expect(orders.some((order) => refundedOf(order) !== '0.0000')).toBe(true);
  expect(orders.some(({ cancelledAt }) => cancelledAt)).toBe(true);
  expect(customers).toHaveLength(60);
});
