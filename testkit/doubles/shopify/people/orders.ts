import { amountOf, units } from '../money.ts';
import type { FinancialStatus, ShopifyOrder, ShopifyRefund } from '../records.ts';
import { customerId } from './customers.ts';
import type { People } from './options.ts';
import { type Draws, drawsOf, timeBetween } from './random.ts';

const FIRST_ORDER = 820_982_911_946_154_508n;
const FIRST_REFUND = 890_088_186_047_892_319n;
const ORDER = 2;

/** What is not paid, beside what is. */
const OTHER_STATUSES: FinancialStatus[] = [
  'PENDING',
  'AUTHORIZED',
  'PARTIALLY_PAID',
  'VOIDED',
  'EXPIRED',
];

/** The order of this number, the same whenever it is made. Some customers have many, some none. */
export function orderAt(people: People, index: number): ShopifyOrder {
  const draw = drawsOf(people.seed, ORDER, index);
  const createdAt = timeBetween(draw, people.since, people.until);
  const owner = Math.min(draw.below(people.customers), draw.below(people.customers));
  const guest = people.customers === 0 || draw.percent(people.guests);
  const order: ShopifyOrder = {
    id: String(FIRST_ORDER + BigInt(index) * 17n),
    number: 1001 + index,
    customerId: guest ? null : customerId(owner),
    email: guest ? `guest-${index}@example.com` : null,
    createdAt,
    processedAt: createdAt,
    updatedAt: createdAt,
    cancelledAt: null,
    closedAt: null,
    financialStatus: draw.percent(90) ? 'PAID' : draw.of(OTHER_STATUSES),
    totalPrice: cents(1 + draw.below(50_000)),
    currency: people.currency,
    refunds: [],
    test: false,
  };
  if (draw.percent(people.cancelled)) cancel(order, timeBetween(draw, createdAt, people.until));
  if (order.financialStatus === 'PAID' && draw.percent(people.refunds)) {
    refund(order, draw, people.until);
  }
  return order;
}

function cancel(order: ShopifyOrder, at: string): void {
  order.cancelledAt = at;
  order.updatedAt = at;
}

/** Gives the whole price back, or a part of it, at once or by two. */
function refund(order: ShopifyOrder, draw: Draws, until: string): void {
  const whole = draw.percent(40);
  const part = units(order.totalPrice) / BigInt(2 + draw.below(3)) / 100n * 100n;
  const amounts = whole
    ? [part, units(order.totalPrice) - part]
    : draw.percent(30)
    ? [part / 200n * 100n, part / 200n * 100n]
    : [part];
  let at = order.updatedAt;
  for (const amount of amounts.filter((amount) => amount > 0n)) {
    at = timeBetween(draw, at, until);
    order.refunds.push(refundOf(order, order.refunds.length, amountOf(amount), at));
  }
  if (order.refunds.length === 0) return;
  order.updatedAt = at;
  order.financialStatus = whole ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
}

function refundOf(order: ShopifyOrder, index: number, amount: string, at: string): ShopifyRefund {
  const id = FIRST_REFUND + (BigInt(order.id) - FIRST_ORDER) * 4n + BigInt(index) * 2n;
  return {
    id: String(id),
    note: null,
    createdAt: at,
    processedAt: at,
    transactions: [{
      id: String(id + 1n),
      kind: 'refund',
      status: 'success',
      amount,
      currency: order.currency,
      createdAt: at,
    }],
  };
}

const cents = (count: number) =>
  `${Math.floor(count / 100)}.${String(count % 100).padStart(2, '0')}`;
