import { describe, expect, test } from 'vitest';
import { applyCustomers } from '../../../../src/store/customers/apply-customers.ts';
import { applyOrders } from '../../../../src/store/orders/apply-orders.ts';
import { applyRefunds } from '../../../../src/store/orders/apply-refunds.ts';
import { deleteOrder } from '../../../../src/store/orders/delete-order.ts';
import type { OrderNews } from '../../../../src/store/orders/news.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { scenes } from '../support/shops.ts';

const place = useDoor();
const at = scenes(() => place.admin);
const db = () => place.door.asSystem('test');

const order = (news: Partial<OrderNews> = {}): OrderNews => ({
  ...{ shopify_id: '9007199254740993', customer_shopify_id: '820982911946154508' },
  ...{ order_number: '#1', total_price: '10.50', refunded: '0', currency: 'EUR' },
  ...{ financial_status: 'paid', placed_at: new Date('2026-01-01'), cancelled_at: null },
  ...{ shopify_updated_at: new Date('2026-01-02'), observed_at: null, ...news },
});

describe('orders', () => {
  test('every way in', async () => {
    const shop_id = await at.shop();
    expect(await applyOrders(db(), { shop_id, orders: [order(), order()] })).toEqual({
      written: 1,
      stale: 1,
    });
    await applyRefunds(db(), {
      shop_id,
      refunds: [{
        refund_id: '1',
        order_shopify_id: '9007199254740993',
        amount: '1',
        refunded_at: new Date('2026-01-03'),
        observed_at: null,
      }],
    });
    await applyCustomers(db(), {
      shop_id,
      customers: [{
        shopify_id: '820982911946154508',
        email: 'a@b',
        shopify_updated_at: new Date(),
        observed_at: null,
      }],
    });
    await deleteOrder(db(), { shop_id, shopify_id: '9007199254740993' });
  });
});
