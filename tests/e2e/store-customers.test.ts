import type { SupabaseClient } from '@supabase/supabase-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { idOf } from '../../local/demo/chance.ts';
import { call } from '../../testkit/http/call.ts';
import { signedIn } from '../../testkit/http/stack.ts';

const shop = idOf('shop');
const get = (client: SupabaseClient, path: string) => call(client, 'GET', `store/${path}`);
const amount = /^\d+\.\d{4}$/;

describe('customers, orders and training, in the shop of the demo', () => {
  let manager: SupabaseClient;
  let student: SupabaseClient;
  let others: SupabaseClient[];
  beforeAll(async () => {
    [manager, student, ...others] = await Promise.all(
      (['manager', 'student', 'guardian', 'instructor', 'otherManager'] as const).map(signedIn),
    ) as [SupabaseClient, SupabaseClient, ...SupabaseClient[]];
  });
  const all = async (path: string) => {
    const items: { id: string; [field: string]: unknown }[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { status, body } = await get(manager, `${path}${cursor && `&cursor=${cursor}`}`);
      expect(status).toBe(200);
      items.push(...body.items);
      cursor = body.next_cursor;
    }
    return items;
  };

  it('lists every customer once, page by page, with what their orders come to', async () => {
    const customers = await all(`shops/${shop}/customers?limit=30`);
    expect(new Set(customers.map(({ id }) => id)).size).toBe(80);
    for (const { orders_count, total_spent, avg_order_value } of customers) {
      expect(total_spent).toMatch(amount);
      if (orders_count === 0) expect(avg_order_value).toBeNull();
      else expect(avg_order_value).toMatch(amount);
    }
    const fromAnOrder = customers.filter(({ shopify_updated_at }) => shopify_updated_at === null);
    expect(fromAnOrder).toHaveLength(7);
    expect(fromAnOrder[0]).toMatchObject({ email: null, first_name: null, user_id: null });
    expect(customers[0]!.shopify_id).toMatch(/^90071992547410\d\d$/);
  });

  it('filters customers by whether they are members, by words, and by segment', async () => {
    const members = await all(`shops/${shop}/customers?matched=true&limit=100`);
    expect(members).toHaveLength(20);
    expect(await all(`shops/${shop}/customers?matched=false&limit=100`)).toHaveLength(60);
    const found = await all(`shops/${shop}/customers?q=TERESA.QUEIROS%40`);
    expect(found).toMatchObject([{ email: 'teresa.queiros@tatame.test', matched_by: 'email' }]);
    const wrong = await get(manager, `shops/${shop}/customers?segment=whales`);
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject({ errors: [{ field: 'query.segment' }] });
  });

  it('reads one customer and their orders, in the money of the shop', async () => {
    const [teresa] = await all(`shops/${shop}/customers?q=teresa`);
    const { status, body } = await get(manager, `customers/${teresa!.id}`);
    expect([status, body]).toEqual([200, teresa]);
    const orders = await all(`customers/${teresa!.id}/orders?limit=5`);
    expect(orders.length).toBeGreaterThan(10);
    const counted = orders.filter(({ value, currency }) => value !== null && currency === 'BRL');
    expect(counted).toHaveLength(Number(body.orders_count));
    const cents = (text: unknown) => BigInt(String(text).replace('.', ''));
    expect(counted.reduce((sum, { value }) => sum + cents(value), 0n))
      .toBe(cents(body.total_spent));
    const ofShop = await all(`shops/${shop}/orders?limit=100`);
    expect(ofShop.filter(({ customer_id }) => customer_id === null)).toHaveLength(6);
    expect(ofShop.filter(({ currency }) => currency === 'USD').length).toBeGreaterThan(0);
    const missing = await get(manager, 'customers/00000000-0000-4000-8000-000000000000');
    expect([missing.status, missing.body.code]).toEqual([404, 'customer_not_found']);
  });

  it('shows a student their own orders, and nothing else of the shop', async () => {
    const { body } = await get(student, 'orders?limit=100');
    expect(body.items.length).toBeGreaterThan(5);
    const [own] = await all(`shops/${shop}/customers?q=student%40`);
    expect(new Set(body.items.map((order: { customer_id: string }) => order.customer_id)))
      .toEqual(new Set([own!.id]));
    for (const list of ['customers', 'training/customers', 'training', 'rfm/shopify']) {
      expect((await get(student, `shops/${shop}/${list}`)).body.items, list).toEqual([]);
    }
    expect((await get(student, `shops/${shop}/orders?limit=100`)).body.items).toEqual(body.items);
    expect((await get(student, `customers/${own!.id}`)).status).toBe(404);
    const held = (await call(student, 'GET', 'identity/me/export')).body.customers;
    expect(held).toMatchObject([{ shop_id: shop, email: 'student@tatame.test' }]);
    expect(held[0].orders).toHaveLength(body.items.length);
  });

  it('shows a guardian, an instructor and a manager elsewhere nothing', async () => {
    const [own] = await all(`shops/${shop}/customers?q=student%40`);
    const lists = ['orders', `shops/${shop}/orders`, `customers/${own!.id}/orders`];
    for (const client of others) {
      for (
        const list of [...lists, `shops/${shop}/customers`, `shops/${shop}/training/customers`]
      ) {
        expect((await get(client, list)).body.items, list).toEqual([]);
      }
      expect((await get(client, `customers/${own!.id}`)).status).toBe(404);
      expect((await get(client, `shops/${shop}/training`)).body.items).toEqual([]);
    }
  });

  it('lets a person say who a customer is, and who not, whatever the addresses', async () => {
    const [oliver] = await all(`shops/${shop}/customers?q=oliver.wright%40`);
    const path = `store/customers/${oliver!.id}/member`;
    const me = (await call(student, 'GET', 'identity/me')).body.id;
    for (const client of others) {
      expect((await call(client, 'PUT', path, { body: { user_id: me } })).status).toBe(404);
      expect((await call(client, 'DELETE', path)).body.code).toBe('match_not_found');
    }
    const parted = await call(manager, 'DELETE', path);
    expect([parted.status, (await call(manager, 'DELETE', path)).body.code])
      .toEqual([204, 'match_not_found']);
    expect((await get(manager, `customers/${oliver!.id}`)).body).toMatchObject({
      ...{ user_id: null, matched_by: null, orders_count: oliver!['orders_count'] },
    });
    const stranger = await call(others[2]!, 'GET', 'identity/me');
    expect(await call(manager, 'PUT', path, { body: { user_id: stranger.body.id } })).toMatchObject(
      {
        ...{
          status: 422,
          body: { code: 'customer_not_a_member', errors: [{ field: 'body.user_id' }] },
        },
      },
    );
    const back = await call(manager, 'PUT', path, { body: { user_id: oliver!['user_id'] } });
    expect(back.body).toMatchObject({ user_id: oliver!['user_id'], matched_by: 'person' });
  });

  it('sets segments against training, in counts and as a list', async () => {
    const { body } = await get(manager, `shops/${shop}/training`);
    const people = await all(`shops/${shop}/training/customers?limit=40`);
    const count = (training: string) =>
      body.items.filter((one: { training: string }) => one.training === training)
        .reduce((sum: number, one: { people: number }) => sum + one.people, 0);
    for (const training of ['regular', 'stopped', 'staff', 'not_a_member']) {
      expect(people.filter((one) => one['training'] === training)).toHaveLength(count(training));
      expect(count(training), training).toBeGreaterThan(0);
    }
    const stopped = await all(
      `shops/${shop}/training/customers?segment=champions&training=stopped`,
    );
    expect(stopped.map(({ last_name }) => last_name)).toContain('Queirós');
    const neverBuy = await all(`shops/${shop}/training/customers?segment=none&training=regular`);
    expect(neverBuy.length).toBeGreaterThan(5);
    expect(neverBuy.filter(({ total_spent }) => BigInt(String(total_spent).replace('.', '')) > 0n))
      .toEqual([]);
  });
});
