import type postgres from 'postgres';
import type { Person } from '../actors.ts';
import { idOf } from '../ids.ts';

/** A shop of each gym; one that both had one after the other; and one whose data Shopify had us delete. */
const connected: [row: string, gym: string, domain: string, columns: Record<string, unknown>][] = [
  ['north', 'north', 'north', {}],
  ['south', 'south', 'south', {}],
  ['left', 'north', 'roaming', { state: 'uninstalled', uninstalled_at: '2020-01-01T00:00:00Z' }],
  ['taken', 'south', 'roaming', {}],
  ['gone', 'north', 'gone', { deleted_at: '2020-01-01T00:00:00Z' }],
];
export const shops = connected.map(([row]) => row);

/** What opens them, sealed by the key that seals now, `k1`, or by the one before it. */
const sealed: Record<string, Record<string, string>> = {
  north: {
    ...{ sealed_previous_secret: 'k0.before', previous_until: '2100-01-01T00:00:00Z' },
    ...{ sealed_token: 'k1.token', renew_at: '2020-01-02T00:00:00Z' },
  },
  south: {
    ...{ sealed_secret: 'k0.of-south', sealed_previous_secret: 'k1.before' },
    ...{ previous_until: '2020-01-02T00:00:00Z', renew_at: '2100-01-01T00:00:00Z' },
    given_at: '2100-01-01T00:00:00Z',
  },
  left: { removed_at: '2020-01-02T00:00:00Z' },
  taken: { sealed_token: 'k0.token', renew_at: '2020-01-01T00:00:00Z' },
};

/** Customers: the row's name, of which shop, and which member they are. */
const known: [row: string, shop: string, user: Person | null][] = [
  ['isStudent', 'north', 'student'],
  ['isFellow', 'north', 'fellow'],
  ['isChild', 'north', 'child'],
  ['isNobody', 'north', null],
  ['isStudentAtSouth', 'south', 'student'],
  ['isOtherStudent', 'south', 'otherStudent'],
  ['isFormer', 'left', 'former'],
  ['isTaken', 'taken', null],
];
export const customers = known.map(([row]) => row);
const userOf = (customer: string) => known.find(([row]) => row === customer)![2];
export const shopOf = (customer: string) => known.find(([row]) => row === customer)![1];

/** Each has an order, a count of it, and a segment that it came to; one order is nobody's. */
export const orders = [...customers, 'ofNobody'];
export const segmentChanges = customers;

/** Ids beyond what a JavaScript number holds; the shop that two gyms had has the same in both. */
export const shopifyIdOf = (row: string) =>
  (820982911946154500n + BigInt(orders.indexOf(row === 'isTaken' ? 'isFormer' : row))).toString();

export async function populateStore(tx: postgres.TransactionSql, past: string): Promise<void> {
  const times = { created_at: past, updated_at: past };
  for (const [row, gym, domain, columns] of connected) {
    await tx`insert into shops ${
      tx({
        ...{ id: idOf(`shops.${row}`), gym_id: idOf(`gyms.${gym}`), currency: 'BRL', ...times },
        ...{ domain: `${domain}.myshopify.com`, timezone: 'UTC', state: 'connected', ...columns },
      })
    }`;
    await tx`insert into private.shop_credentials ${
      tx({
        ...{ shop_id: idOf(`shops.${row}`), kind: 'offline_token', sealed_secret: `k1.of-${row}` },
        ...{ given_at: past, created_at: past, ...sealed[row] },
      })
    }`;
  }
  for (const customer of customers) {
    const user = userOf(customer);
    const ids = {
      shop_id: idOf(`shops.${shopOf(customer)}`),
      customer_id: idOf(`customers.${customer}`),
    };
    await tx`insert into customers ${
      tx({
        ...{ id: ids.customer_id, shop_id: ids.shop_id, shopify_id: shopifyIdOf(customer) },
        ...{ email: `${user ?? customer}@tatame.test`, user_id: user && idOf(`users.${user}`) },
        ...{ matched_by: user && 'email', shopify_updated_at: past, ...times },
      })
    }`;
    await tx`insert into customer_stats ${
      tx({
        ...{ ...ids, rfm_r: 5, rfm_f: 1, rfm_m: 1, segment: 'potential_loyalist' },
      })
    }`;
    await tx`insert into segment_changes ${
      tx({
        ...{ ...ids, id: idOf(`segment_changes.${customer}`), as_of: '2020-01-02' },
        ...{ from: null, to: 'potential_loyalist', rfm: 511, created_at: past },
      })
    }`;
  }
  const north = { shop_id: idOf('shops.north') };
  await tx`insert into private.order_refunds ${
    tx({ ...north, refund_id: '1', order_shopify_id: '1', amount: '1', refunded_at: past })
  }`;
  await tx`insert into private.deleted_orders ${
    tx({ ...north, shopify_id: '1', deleted_at: past })
  }`;
  await tx`insert into private.refused_matches ${
    tx({
      ...{ customer_id: idOf('customers.isNobody'), shop_id: idOf('shops.north') },
      ...{ user_id: idOf('users.fellow'), created_at: past },
    })
  }`;
  for (const order of orders) {
    const customer = customers.includes(order) ? order : null;
    await tx`insert into orders ${
      tx({
        ...{
          id: idOf(`orders.${order}`),
          shop_id: idOf(`shops.${shopOf(customer ?? 'isNobody')}`),
        },
        ...{ customer_id: customer && idOf(`customers.${customer}`), order_number: `#${order}` },
        ...{ shopify_id: shopifyIdOf(order), total_price: '10', currency: 'BRL', placed_at: past },
        ...{ financial_status: 'paid', shopify_updated_at: past, ...times },
      })
    }`;
  }
}
