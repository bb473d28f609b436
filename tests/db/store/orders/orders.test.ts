import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { applyOrders } from '../../../../src/store/orders/apply-orders.ts';
import type { OrderNews } from '../../../../src/store/orders/news.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { scenes } from '../support/shops.ts';

const under = useDoor();
const at = scenes(() => under.admin);
const db = () => under.door.asSystem('test');

const order = (news: Partial<OrderNews> = {}): OrderNews => ({
  ...{ shopify_id: '9007199254740993', customer_shopify_id: '820982911946154509' },
  ...{ order_number: '#1', total_price: '10.50', refunded: '0', currency: 'EUR' },
  ...{ financial_status: 'paid', placed_at: new Date('2026-01-01'), cancelled_at: null },
  ...{ shopify_updated_at: new Date('2026-01-02'), observed_at: null, ...news },
});

const rows = (shop_id: string) =>
  under.admin`select shopify_id, order_number, total_price, value from orders
    where shop_id = ${shop_id} order by shopify_id`;

describe('orders that are applied', () => {
  it('read no customers but their own, also by plans from before there were any', () =>
    db().transaction(async (tx) => {
      const shop_id = await at.shop();
      const buy = (from: number, count: number) =>
        applyOrders(tx, {
          shop_id,
          orders: Array.from({ length: count }, (_, i) => String(from + i)).map((id) =>
            order({ shopify_id: id, customer_shopify_id: id })
          ),
        });
      const read = async () => {
        const [customers] = await tx.execute<{ rows: number }>(sql`
          select idx_tup_fetch::int as rows from pg_stat_xact_user_tables
          where relid = 'customers'::regclass`);
        return customers!.rows;
      };
      await buy(1, 1);
      await buy(2, 300);
      const before = await read();
      for (const id of [7, 1_007, 90]) await buy(id, 1);
      expect(await read() - before).toBeLessThan(20);
    }));

  it('keep ids and amounts that no JavaScript number holds', async () => {
    const shop_id = await at.shop();
    const orders = [
      order({ shopify_id: '9223372036854775807', total_price: '9999999999.9999' }),
      order({ shopify_id: '9007199254740993', total_price: '9007199254.7409' }),
    ];
    expect(await applyOrders(db(), { shop_id, orders })).toEqual({ written: 2, stale: 0 });
    expect(await rows(shop_id)).toMatchObject([
      { shopify_id: '9007199254740993', value: '9007199254.7409' },
      { shopify_id: '9223372036854775807', value: '9999999999.9999' },
    ]);
    const [sums] = await under.admin`
      select s.total_spent, c.shopify_id from customer_stats s
      join customers c on c.id = s.customer_id where s.shop_id = ${shop_id}`;
    expect(sums).toEqual({ total_spent: '19007199254.7408', shopify_id: '820982911946154509' });
  });

  it('count the newest of a batch, and the same once', async () => {
    const shop_id = await at.shop();
    const states = [1, 3, 2, 3].map((day) =>
      order({ total_price: `${day}`, shopify_updated_at: new Date(Date.UTC(2026, 0, day)) })
    );
    expect(await applyOrders(db(), { shop_id, orders: states })).toEqual({ written: 1, stale: 3 });
    expect(await applyOrders(db(), { shop_id, orders: states })).toEqual({ written: 0, stale: 4 });
    expect(await rows(shop_id)).toMatchObject([{ total_price: '3.0000' }]);
  });

  it('cut a number that is too long, and take the id for one that is missing', async () => {
    const shop_id = await at.shop();
    await applyOrders(db(), {
      shop_id,
      orders: [
        order({ shopify_id: '1', order_number: `#\0${'1'.repeat(99)}` }),
        order({ shopify_id: '2', order_number: '\0' }),
      ],
    });
    expect(await rows(shop_id)).toMatchObject([
      { order_number: `#${'1'.repeat(63)}` },
      { order_number: '2' },
    ]);
  });

  it('are a shop’s own: the same ids in two shops are two orders', async () => {
    const shops = [await at.shop(), await at.shop()];
    for (const shop_id of shops) await applyOrders(db(), { shop_id, orders: [order()] });
    for (const shop_id of shops) expect(await rows(shop_id)).toHaveLength(1);
  });
});
