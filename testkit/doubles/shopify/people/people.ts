import { amountOf, units } from '../money.ts';
import type {
  Consent,
  FinancialStatus,
  RfmGroup,
  ShopifyCustomer,
  ShopifyOrder,
  ShopifyRefund,
} from '../records.ts';
import { FIRST_NAMES, HOSTILE_NAMES, LAST_NAMES } from './names.ts';
import { type Draws, drawsOf } from './random.ts';

/** How many people and orders, and of what kind; shares are of a hundred. */
export interface PeopleOptions {
  customers: number;
  orders: number;
  seed?: number;
  since?: string;
  until?: string;
  currency?: string;
  /** Orders of nobody. */
  guests?: number;
  refunds?: number;
  cancelled?: number;
  hostile?: number;
}

export type People = Required<PeopleOptions>;

export const peopleOf = (options: PeopleOptions): People => ({
  seed: 1,
  since: '2025-01-01T00:00:00Z',
  until: '2026-11-01T00:00:00Z',
  currency: 'EUR',
  guests: 5,
  refunds: 8,
  cancelled: 4,
  hostile: 5,
  ...options,
});

const FIRST_CUSTOMER = 706_405_506_930_370_084n;
const FIRST_ORDER = 820_982_911_946_154_508n;
const FIRST_REFUND = 890_088_186_047_892_319n;
const CUSTOMER = 1;
const ORDER = 2;

const GROUPS: (RfmGroup | null)[] = [
  'CHAMPIONS',
  'LOYAL',
  'ACTIVE',
  'NEW',
  'PROMISING',
  'NEEDS_ATTENTION',
  'ALMOST_LOST',
  'AT_RISK',
  'PREVIOUSLY_LOYAL',
  'DORMANT',
  'PROSPECTS',
  null,
];
const CONSENTS: Consent['state'][] = ['SUBSCRIBED', 'NOT_SUBSCRIBED', 'UNSUBSCRIBED', 'PENDING'];
/** What is not paid, beside what is. */
const OTHER_STATUSES: FinancialStatus[] = [
  'PENDING',
  'AUTHORIZED',
  'PARTIALLY_PAID',
  'VOIDED',
  'EXPIRED',
];

/** All of them at once; for many, `customerAt` and `orderAt` make one after the other. */
export function somePeople(options: PeopleOptions) {
  const people = peopleOf(options);
  return {
    customers: Array.from({ length: people.customers }, (_, index) => customerAt(people, index)),
    orders: Array.from({ length: people.orders }, (_, index) => orderAt(people, index)),
  };
}

export const customerId = (index: number) => String(FIRST_CUSTOMER + BigInt(index) * 32_749n);

/** The customer of this number, the same whenever it is made. */
export function customerAt(people: People, index: number): ShopifyCustomer {
  const draw = drawsOf(people.seed, CUSTOMER, index);
  const createdAt = timeBetween(draw, people.since, people.until);
  const updatedAt = timeBetween(draw, createdAt, people.until);
  const hostile = draw.percent(people.hostile);
  const state = draw.of(CONSENTS);
  return {
    id: customerId(index),
    email: draw.percent(3) ? null : `person-${index}@example.com`,
    phone: draw.percent(40) ? `+49151${String(10_000_000 + index)}` : null,
    firstName: draw.percent(4) ? null : draw.of(hostile ? HOSTILE_NAMES : FIRST_NAMES),
    lastName: draw.percent(4) ? null : draw.of(hostile ? HOSTILE_NAMES : LAST_NAMES),
    locale: draw.of(['en', 'de', 'pt-BR', 'ja']),
    state: draw.of(['DISABLED', 'ENABLED', 'INVITED']),
    verifiedEmail: draw.percent(80),
    note: null,
    tags: [],
    createdAt,
    updatedAt,
    emailConsent: { state, optInLevel: 'SINGLE_OPT_IN', updatedAt },
    smsConsent: null,
    rfmGroup: draw.of(GROUPS),
  };
}

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

/** A second between two times. */
function timeBetween(draw: Draws, since: string, until: string): string {
  const from = Date.parse(since) / 1000;
  const seconds = Math.max(0, Date.parse(until) / 1000 - from);
  return new Date((from + draw.below(seconds + 1)) * 1000).toISOString().replace(/\.\d+/, '');
}
