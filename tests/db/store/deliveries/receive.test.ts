import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import {
  customerDelivery,
  orderDelivery,
  refundDelivery,
} from '../../../../testkit/doubles/shopify/deliveries.ts';
import { aCustomer, anOrder, aRefund } from '../../../../testkit/doubles/shopify/records.ts';
import { deliver, sender, tell } from '../support/deliver.ts';
import { scenes } from '../support/shops.ts';

const place = useDoor();
const at = scenes(() => place.admin);
const db = () => place.door.asSystem('test');

const ordersOf = (shop_id: string) =>
  place.admin`select shopify_id, total_price, refunded, financial_status, cancelled_at, deleted_at
    from orders where shop_id = ${shop_id} order by shopify_id`;
const customersOf = (shop_id: string) =>
  place.admin`select shopify_id, email, first_name, email_consent, sms_consent, deleted_at
    from customers where shop_id = ${shop_id} order by shopify_id`;
const ledgerOf = (shop_id: string) =>
  place.admin`select topic, problem from private.shopify_deliveries
    where shop_id = ${shop_id} order by topic`;

const ID = '9007199254740993';

describe('a delivery', () => {
  it('is applied once, with an id beyond what a number holds', async () => {
    const shop_id = await at.shop();
    const customer = aCustomer({ id: ID, email: 'ana@example.com' });
    const sent = customerDelivery(sender, 'customers/create', customer);
    expect(await deliver(db(), shop_id, sent)).toEqual({ outcome: 'applied' });
    expect(await deliver(db(), shop_id, sent)).toEqual({ outcome: 'duplicate' });
    expect(await customersOf(shop_id)).toMatchObject([{
      shopify_id: ID,
      email: 'ana@example.com',
    }]);
  });

  it('of an order comes before that of its customer, or after, and refunds in between', async () => {
    const customer = aCustomer();
    const order = anOrder({ customerId: customer.id, totalPrice: '12.50' });
    const refund = aRefund(order, '5.00');
    const created = orderDelivery(sender, 'orders/create', order, customer, {
      triggeredAt: '2026-06-01T10:00:00.000000001Z',
    });
    const sent = [
      customerDelivery(sender, 'customers/create', customer),
      created,
      refundDelivery(sender, order, refund, { triggeredAt: '2026-06-01T11:00:00Z' }),
    ];
    const ends: unknown[] = [];
    for (const order of [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]]) {
      const shop_id = await at.shop();
      for (const index of order) await deliver(db(), shop_id, sent[index]!);
      const [end] = await place.admin`
        select orders_count, total_spent, o.refunded, c.first_name from customer_stats s
        join customers c on c.id = s.customer_id join orders o on o.customer_id = c.id
        where s.shop_id = ${shop_id}`;
      ends.push(end);
    }
    expect(ends[0]).toMatchObject({ orders_count: 1, total_spent: '7.5000', refunded: '5.0000' });
    expect(ends).toEqual(ends.map(() => ends[0]));
  });

  it('that is older than what is known changes nothing, by the microsecond', async () => {
    const shop_id = await at.shop();
    const order = anOrder({ financialStatus: 'PENDING' });
    const paid = { ...order, financialStatus: 'PAID' as const };
    const say = (state: typeof order, triggeredAt: string) =>
      deliver(
        db(),
        shop_id,
        orderDelivery(sender, 'orders/updated', state, undefined, { triggeredAt }),
      );
    expect(await say(paid, '2026-06-01T10:00:00.123457Z')).toEqual({ outcome: 'applied' });
    expect(await say(order, '2026-06-01T10:00:00.123456789Z')).toEqual({ outcome: 'stale' });
    expect(await ordersOf(shop_id)).toMatchObject([{ financial_status: 'paid' }]);
  });

  it('of consent, of a deletion and of a cancellation', async () => {
    const shop_id = await at.shop();
    const consent = { state: 'subscribed', opt_in_level: null, consent_updated_at: null };
    const said = [
      ['customers_email_marketing_consent/update', {
        customer_id: 7,
        email_marketing_consent: consent,
      }],
      ['customers_marketing_consent/update', {
        id: 7,
        sms_marketing_consent: { ...consent, state: 'a state of next year' },
      }],
    ] as const;
    for (const [topic, payload] of said) {
      expect(await tell(db(), shop_id, topic, payload)).toEqual({ outcome: 'applied' });
    }
    expect(await customersOf(shop_id)).toMatchObject([
      { shopify_id: '7', email_consent: 'subscribed', sms_consent: null },
    ]);
    await tell(db(), shop_id, 'customers/delete', { id: 7 });
    await tell(db(), shop_id, 'orders/delete', { id: 8 });
    await deliver(db(), shop_id, orderDelivery(sender, 'orders/create', anOrder({ id: '8' })));
    const cancelled = anOrder({ id: '9', cancelledAt: '2026-06-01T10:00:00Z' });
    await deliver(db(), shop_id, orderDelivery(sender, 'orders/cancelled', cancelled));
    expect(await customersOf(shop_id)).toMatchObject([{ deleted_at: expect.any(Date) }]);
    expect(await ordersOf(shop_id)).toMatchObject([
      { shopify_id: '8', deleted_at: expect.any(Date) },
      { shopify_id: '9', cancelled_at: new Date('2026-06-01T10:00:00Z') },
    ]);
  });

  it('of an unknown topic, of an edit and of a refund in another currency is noted alone', async () => {
    const shop_id = await at.shop();
    const refund = {
      ...{ id: 1, order_id: 2, created_at: '2026-06-01T10:00:00Z' },
      transactions: [{ kind: 'refund', status: 'success', amount: '1.00', currency: 'JPY' }],
    };
    expect(await tell(db(), shop_id, 'themes/publish', 'no JSON')).toEqual({ outcome: 'ignored' });
    expect(await tell(db(), shop_id, 'orders/edited', { order_edit: {} })).toEqual({
      outcome: 'ignored',
    });
    expect(await tell(db(), shop_id, 'refunds/create', refund)).toEqual({ outcome: 'ignored' });
    expect((await ledgerOf(shop_id)).map(({ topic }) => topic)).toEqual([
      'orders/edited',
      'refunds/create',
      'themes/publish',
    ]);
  });

  it('that cannot be read is noted with its field, and read when it comes again', async () => {
    const shop_id = await at.shop();
    const broken = customerDelivery(sender, 'customers/update', aCustomer());
    const unreadable = { ...broken, body: '{"id":"x"}' };
    expect(await deliver(db(), shop_id, unreadable)).toMatchObject({ outcome: 'unreadable' });
    expect(await ledgerOf(shop_id)).toMatchObject([{
      problem: expect.stringMatching(/^body\.id: /),
    }]);
    expect(await deliver(db(), shop_id, broken)).toEqual({ outcome: 'applied' });
    expect(await ledgerOf(shop_id)).toMatchObject([{ problem: null }]);
    expect(await deliver(db(), shop_id, broken)).toEqual({ outcome: 'duplicate' });
    // What a column does not take, though the contract let it through.
    const tooMuch = {
      ...{ id: 1, order_id: 2, created_at: '2026-06-01T10:00:00Z' },
      transactions: Array(2).fill({ kind: 'refund', status: 'success', amount: '9999999999.00' }),
    };
    expect(await tell(db(), shop_id, 'refunds/create', tooMuch)).toMatchObject({
      outcome: 'unreadable',
      problem: expect.stringContaining('23514'),
    });
  });

  it('for a shop that is gone changes nothing', async () => {
    const shop_id = await at.shop();
    await place.admin`update shops set deleted_at = now() where id = ${shop_id}`;
    const sent = customerDelivery(sender, 'customers/create', aCustomer());
    expect(await deliver(db(), shop_id, sent)).toEqual({ outcome: 'duplicate' });
    expect(await customersOf(shop_id)).toEqual([]);
  });
});
