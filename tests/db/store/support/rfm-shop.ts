import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import type { ModelOrder } from './rfm-model.ts';

export interface ScoredCustomer {
  r: number;
  f: number;
  m: number;
  segment: string;
}

export interface ShopAt {
  zone?: string;
  currency?: string;
  state?: string;
  segment_order?: string;
}

let nth = 820982911946154508n;
const nextId = () => String(nth++);

/** Shops for scoring, as a superuser: sums follow orders by the database's own triggers. */
export function rfmShops(sql: () => postgres.Sql) {
  return {
    async shop(
      { zone = 'UTC', currency = 'BRL', state = 'connected', segment_order = 'listed' }: ShopAt =
        {},
    ): Promise<string> {
      const [gym] = await sql()<
        { id: string }[]
      >`insert into gyms (name) values ('Kaizen') returning id`;
      const [shop] = await sql()<{ id: string }[]>`insert into shops ${
        sql()({
          ...{ gym_id: gym!.id, domain: `r-${randomUUID()}.myshopify.com`, state, currency },
          ...{ timezone: zone, segment_order },
        })
      } returning id`;
      return shop!.id;
    },
    /** Customers by name; the name is kept as the first name. */
    async customers(shop_id: string, names: readonly string[]): Promise<Map<string, string>> {
      if (names.length === 0) return new Map();
      const rows = await sql()<{ id: string; first_name: string }[]>`insert into customers ${
        sql()(names.map((first_name) => ({ shop_id, first_name, shopify_id: nextId() })))
      } returning id, first_name`;
      return new Map(rows.map(({ id, first_name }) => [first_name, id]));
    },
    /** An order without a value is cancelled. */
    async orders(
      shop_id: string,
      ids: Map<string, string>,
      orders: readonly ModelOrder[],
    ): Promise<void> {
      if (orders.length === 0) return;
      await sql()`insert into orders ${
        sql()(orders.map(({ customer, value, currency, placed_at }) => ({
          ...{ shop_id, customer_id: ids.get(customer)!, shopify_id: nextId(), order_number: '#' },
          ...{
            total_price: money(value ?? 10_000n),
            currency,
            financial_status: 'paid',
            placed_at,
          },
          ...{ cancelled_at: value === null ? placed_at : null, shopify_updated_at: placed_at },
        })))
      }`;
    },
    async scores(shop_id: string): Promise<Map<string, ScoredCustomer>> {
      const rows = await sql()<(ScoredCustomer & { name: string })[]>`
        select c.first_name as name, s.rfm_r as r, s.rfm_f as f, s.rfm_m as m, s.segment
        from customer_stats s join customers c on c.id = s.customer_id
        where s.shop_id = ${shop_id} and s.segment is not null`;
      return new Map(rows.map(({ name, ...scored }) => [name, scored]));
    },
  };
}

/** Ten-thousandths as decimal digits. */
export const money = (amount: bigint): string =>
  `${amount / 10_000n}.${String(amount % 10_000n).padStart(4, '0')}`;
