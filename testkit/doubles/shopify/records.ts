/** What a shop holds, as this double keeps it: ids are digits, money and times are strings. */

export type FinancialStatus =
  | 'AUTHORIZED'
  | 'EXPIRED'
  | 'PAID'
  | 'PARTIALLY_PAID'
  | 'PARTIALLY_REFUNDED'
  | 'PENDING'
  | 'REFUNDED'
  | 'VOIDED';

export type RfmGroup =
  | 'ACTIVE'
  | 'ALMOST_LOST'
  | 'AT_RISK'
  | 'CHAMPIONS'
  | 'DORMANT'
  | 'LOYAL'
  | 'NEEDS_ATTENTION'
  | 'NEW'
  | 'PREVIOUSLY_LOYAL'
  | 'PROMISING'
  | 'PROSPECTS';

export interface Consent {
  state: 'INVALID' | 'NOT_SUBSCRIBED' | 'PENDING' | 'REDACTED' | 'SUBSCRIBED' | 'UNSUBSCRIBED';
  optInLevel: 'CONFIRMED_OPT_IN' | 'SINGLE_OPT_IN' | 'UNKNOWN' | null;
  updatedAt: string | null;
}

export interface ShopifyCustomer {
  /** Digits only, beyond 2^53: `820982911946154508`. */
  id: string;
  email: string | null;
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  locale: string;
  state: 'DECLINED' | 'DISABLED' | 'ENABLED' | 'INVITED';
  verifiedEmail: boolean;
  note: string | null;
  tags: string[];
  /** In UTC and to the second, as Shopify's GraphQL has it: `2026-08-02T08:17:13Z`. */
  createdAt: string;
  updatedAt: string;
  emailConsent: Consent | null;
  smsConsent: Consent | null;
  rfmGroup: RfmGroup | null;
}

export interface ShopifyTransaction {
  id: string;
  kind: 'authorization' | 'capture' | 'refund' | 'sale' | 'void';
  status: 'error' | 'failure' | 'pending' | 'success';
  amount: string;
  currency: string;
  createdAt: string;
}

export interface ShopifyRefund {
  id: string;
  note: string | null;
  createdAt: string;
  processedAt: string;
  transactions: ShopifyTransaction[];
}

export interface ShopifyOrder {
  id: string;
  number: number;
  customerId: string | null;
  email: string | null;
  createdAt: string;
  processedAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  closedAt: string | null;
  financialStatus: FinancialStatus | null;
  /** Before refunds, in the shop's currency. */
  totalPrice: string;
  currency: string;
  refunds: ShopifyRefund[];
  test: boolean;
}

export interface WebhookSubscriptionRecord {
  id: string;
  topic: string;
  uri: string;
  format: string;
  name: string | null;
  filter: string | null;
  includeFields: string[];
  metafieldNamespaces: string[];
  createdAt: string;
  updatedAt: string;
}

/** Far from the ids of generated people. */
const FIRST_ID = 955_117_202_640_318_721n;
let made = 0n;

/** A global id, as GraphQL names things. */
export const gid = (type: string, id: string) => `gid://shopify/${type}/${id}`;

/** A time as GraphQL writes it: in UTC, to the second. */
export const secondOf = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/\.\d+/, '');

/** An id that no JavaScript number holds. */
export const nextId = (): string => String(FIRST_ID + made++);

const DAY = '2026-06-01T10:00:00Z';

/** A customer with what the test says, and something plausible in the rest. */
export function aCustomer(changes: Partial<ShopifyCustomer> = {}): ShopifyCustomer {
  const id = changes.id ?? nextId();
  return {
    id,
    email: `customer-${id}@example.com`,
    phone: null,
    firstName: 'Ana',
    lastName: 'Souza',
    locale: 'en',
    state: 'DISABLED',
    verifiedEmail: true,
    note: null,
    tags: [],
    createdAt: DAY,
    updatedAt: DAY,
    emailConsent: { state: 'NOT_SUBSCRIBED', optInLevel: 'SINGLE_OPT_IN', updatedAt: null },
    smsConsent: null,
    rfmGroup: null,
    ...changes,
  };
}

/** A paid order over 100.00 with what the test says otherwise. */
export function anOrder(changes: Partial<ShopifyOrder> = {}): ShopifyOrder {
  const at = changes.createdAt ?? DAY;
  return {
    id: nextId(),
    number: 1001,
    customerId: null,
    email: null,
    createdAt: at,
    processedAt: at,
    updatedAt: at,
    cancelledAt: null,
    closedAt: null,
    financialStatus: 'PAID',
    totalPrice: '100.00',
    currency: 'EUR',
    refunds: [],
    test: false,
    ...changes,
  };
}

/** A refund of this much of an order, which a test puts into `order.refunds`. */
export function aRefund(
  order: ShopifyOrder,
  amount: string,
  changes: Partial<ShopifyRefund> = {},
): ShopifyRefund {
  const at = changes.createdAt ?? order.updatedAt;
  return {
    id: nextId(),
    note: null,
    createdAt: at,
    processedAt: at,
    transactions: [{
      id: nextId(),
      kind: 'refund',
      status: 'success',
      amount,
      currency: order.currency,
      createdAt: at,
    }],
    ...changes,
  };
}
