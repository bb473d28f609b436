import type postgres from 'postgres';
import { idOf } from '../ids.ts';
import { shopifyIdOf } from './store.ts';

/** Deliveries: the event, of which shop; one that could not be read, and some that wait for a job. */
const noted: [event: string, shop: string, columns: Record<string, unknown>][] = [
  ['news', 'north', {}],
  ['broken', 'north', { problem: 'body.id: Invalid input' }],
  ['kept', 'north', {}],
  ['keptOfFellow', 'north', {}],
  ['keptAtSouth', 'south', {}],
];
export const deliveries = noted.map(([event]) => event);

/** Of whom those are that wait: of south's there is one with the id of another of north's. */
const kept: Record<string, string> = {
  kept: 'isStudent',
  keptOfFellow: 'isFellow',
  keptAtSouth: 'isStudent',
};
export const postponed = Object.keys(kept);

const done = { status: 'done', done_at: '2020-01-02T00:00:00Z', data: { of: 'somebody' } };

/** Requests: of which shop, about which customer's id. */
const asked: [
  row: string,
  shop: string,
  customer: string | null,
  columns: Record<string, unknown>,
][] = [
  ['asks', 'north', 'isStudent', {}],
  ['asksAtSouth', 'south', 'isStudentAtSouth', {}],
  ['answered', 'north', 'isStudent', done],
  ['answeredFellow', 'north', 'isFellow', done],
  ['answeredAtSouth', 'south', 'isStudent', done],
  ['leaves', 'gone', null, { kind: 'redact_shop' }],
  ['leftBefore', 'gone', null, { ...done, kind: 'redact_customer', data: null }],
];
export const privacyRequests = asked.map(([row]) => row);

export async function populateDeliveries(
  tx: postgres.TransactionSql,
  past: string,
): Promise<void> {
  for (const [event_id, shop, columns] of noted) {
    const delivery = { shop_id: idOf(`shops.${shop}`), topic: 'orders/create', event_id };
    await tx`insert into private.shopify_deliveries ${
      tx({ ...delivery, triggered_at: past, created_at: past, ...columns })
    }`;
    const about = kept[event_id];
    if (!about) continue;
    await tx`insert into private.postponed_deliveries ${
      tx({ ...delivery, body: {}, customer_shopify_id: shopifyIdOf(about), created_at: past })
    }`;
  }
  for (const [row, shop, customer, columns] of asked) {
    await tx`insert into privacy_requests ${
      tx({
        ...{ id: idOf(`privacy_requests.${row}`), shop_id: idOf(`shops.${shop}`) },
        ...{ kind: 'data_request', customer_shopify_id: customer && shopifyIdOf(customer) },
        ...{ due_at: past, created_at: past, updated_at: past, ...columns },
      })
    }`;
  }
}
