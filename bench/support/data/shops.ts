import type { Sql } from 'postgres';
import { bulkLoad, inTurn, type OnProgress } from './bulk-load.ts';

/** How much a shop of the bench holds. */
export interface ShopSizes {
  shops: number;
  /** Of all shops together. */
  customers: number;
  /** On average, of a customer; 0 makes their sums alone. */
  ordersEach: number;
}

/**
 * Fills a database with shops of one size, whose customers ordered over three years: most of them
 * rarely, a few often, amounts spread over four orders of magnitude. One shop after the other, as
 * backfills bring them.
 *
 * @param admin a superuser
 * @returns the shops' ids
 */
export async function fillWithShops(
  admin: Sql,
  { shops, customers, ordersEach }: ShopSizes,
  onProgress: OnProgress,
): Promise<string[]> {
  const each = Math.floor(customers / shops);
  const load = await bulkLoad(admin, {
    tables: ['customers', 'orders'],
    rows: [
      'select setseed(0.5)',
      shopsOf(shops),
      customersOf(each),
      ordersEach > 0 ? ordersOf(ordersEach) : SUMS_ALONE,
    ],
  });
  await inTurn(load, onProgress);
  return (await admin<{ id: string }[]>`select id from shops order by domain`).map(({ id }) => id);
}

const shopsOf = (count: number) => `
  with gym as (insert into gyms (name) values ('bench') returning id)
  insert into shops (gym_id, domain, state, currency, timezone)
  select gym.id, 'shop-' || lpad(nth::text, 3, '0') || '.myshopify.com', 'connected', 'BRL',
    'America/Sao_Paulo'
  from gym, generate_series(1, ${count}) nth`;

const customersOf = (each: number) => `
  insert into customers (shop_id, shopify_id, email, shopify_updated_at)
  select s.id, (row_number() over ())::bigint + 820982911946154500, 'c' || nth || '@bench.test', now()
  from (select id from shops order by domain) s, generate_series(1, ${each}) nth`;

/** Each customer's share of the orders is skewed: a third of them have one. */
const ordersOf = (ordersEach: number) => `
  insert into orders (shop_id, customer_id, shopify_id, order_number, total_price, currency,
    financial_status, placed_at, shopify_updated_at)
  select c.shop_id, c.id, row_number() over () + 450789469, '#' || nth,
    round((5 + 3000 * power(random(), 6))::numeric, 2), 'BRL', 'paid',
    now() - make_interval(secs => 94608000 * power(random(), 2)), now()
  from customers c
  cross join lateral (
    select ceil(${ordersEach - 0.5} * -ln(1 - random() + 0 * c.shopify_id))::int as n
  ) few
  cross join lateral generate_series(1, greatest(1, few.n)) nth;
  insert into customer_stats (customer_id, shop_id, orders_count, total_spent, last_order_at)
  select customer_id, shop_id, count(value), sum(value), max(placed_at) from orders
  group by shop_id, customer_id order by shop_id, customer_id`;

const SUMS_ALONE = `
  insert into customer_stats (customer_id, shop_id, orders_count, total_spent, last_order_at)
  select id, shop_id, n, round((n * (5 + 3000 * power(random(), 6)))::numeric, 2),
    now() - make_interval(secs => 94608000 * power(random(), 2))
  from (
    select id, shop_id, greatest(1, ceil(4.5 * -ln(1 - random()))::int) as n from customers
  ) c`;
