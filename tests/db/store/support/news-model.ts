import type { CustomerNews } from '../../../../src/store/customers/news.ts';
import type { OrderNews, RefundNews } from '../../../../src/store/orders/news.ts';

/** A piece of news, as a source tells it. */
export type News =
  | { tells: 'order'; order: OrderNews }
  | { tells: 'refund'; refund: RefundNews }
  | { tells: 'customer'; customer: CustomerNews }
  | { tells: 'order deleted' | 'customer deleted' | 'customer redacted'; shopify_id: string };

export interface OrderState {
  shopify_id: string;
  customer: string | null;
  order_number: string;
  total: bigint;
  refunded: bigint;
  currency: string;
  status: string;
  placed: number;
  cancelled: boolean;
  deleted: boolean;
}
export interface CustomerState {
  shopify_id: string;
  email: string | null;
  first_name: string | null;
  email_consent: string | null;
  shopify_group: string | null;
  deleted: boolean;
  redacted: boolean;
}
export interface Sums {
  shopify_id: string;
  orders: number;
  spent: bigint;
  last: number;
}
export interface Known {
  orders: OrderState[];
  customers: CustomerState[];
  sums: Sums[];
}

/** An amount in ten-thousandths. */
export function units(amount: string): bigint {
  const [whole, part = ''] = amount.split('.');
  return BigInt(`${whole}${part.padEnd(4, '0')}`);
}

type Clock = [updated: number, seen: number];
const clock = (updated: Date, seen: Date | null): Clock => [
  updated.getTime(),
  seen?.getTime() ?? -Infinity,
];
const isLater = (a: Clock, b: Clock) => a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);
const newestFirst = <T extends { shopify_updated_at: Date; observed_at: Date | null }>(list: T[]) =>
  [...list].sort((a, b) =>
    isLater(
        clock(a.shopify_updated_at, a.observed_at),
        clock(b.shopify_updated_at, b.observed_at),
      )
      ? -1
      : 1
  );
const byId = (a: { shopify_id: string }, b: { shopify_id: string }) =>
  a.shopify_id < b.shopify_id ? -1 : 1;

/**
 * What is known of a shop after all of the news has come, by the rules as they are written: the newest
 * state of an order with the refunds after it, the newest word on each field of a customer, and what is
 * gone stays gone. A second way to the same, without a database and without an order of arrival.
 */
export function knownOf(news: readonly News[], currency: string): Known {
  const gone = (tells: News['tells'], id: string) =>
    news.some((one) => one.tells === tells && 'shopify_id' in one && one.shopify_id === id);
  const states = news.flatMap((one) => one.tells === 'order' ? [one.order] : []);
  const refunds = new Map(
    news.flatMap((one) => one.tells === 'refund' ? [[one.refund.refund_id, one.refund]] : []),
  );
  const orders = [...new Set(states.map(({ shopify_id }) => shopify_id))].map((id): OrderState => {
    const state = newestFirst(states.filter(({ shopify_id }) => shopify_id === id))[0]!;
    const stated = clock(state.shopify_updated_at, state.observed_at);
    const later = [...refunds.values()].filter((refund) =>
      refund.order_shopify_id === id &&
      isLater(clock(refund.refunded_at, refund.observed_at), stated)
    );
    return {
      shopify_id: id,
      customer: state.customer_shopify_id,
      order_number: state.order_number,
      total: units(state.total_price),
      refunded: later.reduce((sum, { amount }) => sum + units(amount), units(state.refunded)),
      currency: state.currency,
      status: state.financial_status,
      placed: state.placed_at.getTime(),
      cancelled: state.cancelled_at !== null,
      deleted: gone('order deleted', id),
    };
  }).sort(byId);
  const told = news.flatMap((one) => one.tells === 'customer' ? [one.customer] : []);
  const named = news.flatMap((one) =>
    one.tells === 'customer deleted' || one.tells === 'customer redacted' ? [one.shopify_id] : []
  );
  const buyers = states.flatMap(({ customer_shopify_id: id }) => id === null ? [] : [id]);
  const ids = new Set([...told.map(({ shopify_id }) => shopify_id), ...named, ...buyers]);
  const customers = [...ids].map((id): CustomerState => {
    const [deleted, redacted] = [gone('customer deleted', id), gone('customer redacted', id)];
    const words = newestFirst(told.filter(({ shopify_id }) => shopify_id === id));
    const newest = <F extends 'email' | 'first_name' | 'email_consent' | 'shopify_group'>(
      field: F,
    ) =>
      deleted || redacted
        ? null
        : words.find((one) => one[field] !== undefined)?.[field] as string ?? null;
    return {
      shopify_id: id,
      email: newest('email'),
      first_name: newest('first_name'),
      email_consent: newest('email_consent'),
      shopify_group: newest('shopify_group'),
      deleted,
      redacted,
    };
  }).sort(byId);
  return { orders, customers, sums: sumsOf(orders, currency) };
}

const paid = ['paid', 'partially_paid', 'partially_refunded'];

/** Which orders count, and what they come to (domain, store 2). */
export function sumsOf(orders: readonly OrderState[], currency: string): Sums[] {
  const counted = orders.filter((order) =>
    !order.cancelled && !order.deleted && paid.includes(order.status) &&
    (order.refunded === 0n || order.refunded < order.total) && order.currency === currency
  );
  const buyers = [
    ...new Set(counted.flatMap(({ customer }) => customer === null ? [] : [customer])),
  ];
  return buyers.map((id): Sums => {
    const theirs = counted.filter(({ customer }) => customer === id);
    return {
      shopify_id: id,
      orders: theirs.length,
      spent: theirs.reduce((sum, { total, refunded }) => sum + total - refunded, 0n),
      last: Math.max(...theirs.map(({ placed }) => placed)),
    };
  }).sort(byId);
}
