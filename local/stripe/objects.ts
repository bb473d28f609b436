import { randomBytes } from 'node:crypto';

/** The version that its bodies are written in, as the package pins it. */
export const API_VERSION = '2026-10-28.endive';

export interface Price {
  id: string;
  product: string;
  interval: 'month' | 'year';
  /** In cents. */
  amount: number;
}

export interface Subscription {
  id: string;
  customer: string;
  status: string;
  created: number;
  price: Price;
  period_start: number;
  period_end: number;
  cancel_at_period_end: boolean;
  cancel_at: number | null;
  ended_at: number | null;
  /** Whom this server wrote beside it, if it did. */
  user_id: string | null;
}

export interface Session {
  id: string;
  customer: string | null;
  price: Price;
  user_id: string | null;
  client_reference_id: string | null;
  email: string | null;
  success_url: string;
  cancel_url: string;
  status: 'open' | 'complete' | 'expired';
  subscription: string | null;
  created: number;
  expires_at: number;
}

export interface Invoice {
  id: string;
  subscription: Subscription;
  paid: boolean;
  created: number;
}

/** An id as Stripe writes them: `sub_1Qa…`. */
export const newId = (kind: string): string => `${kind}_${randomBytes(12).toString('hex')}`;

const metadataOf = (user_id: string | null) => user_id === null ? {} : { user_id };

/** A subscription as the API and events have it, as far as anybody here reads it. */
export const subscriptionObject = (s: Subscription) => ({
  ...{ id: s.id, object: 'subscription', customer: s.customer, status: s.status, livemode: false },
  ...{ created: s.created, start_date: s.created, currency: 'eur' },
  ...{ cancel_at: s.cancel_at, cancel_at_period_end: s.cancel_at_period_end },
  ...{ ended_at: s.ended_at, canceled_at: s.ended_at, pause_collection: null },
  metadata: metadataOf(s.user_id),
  items: {
    object: 'list',
    has_more: false,
    data: [{
      ...{ id: `si_${s.id}`, object: 'subscription_item', subscription: s.id, quantity: 1 },
      ...{ current_period_start: s.period_start, current_period_end: s.period_end },
      price: {
        ...{ id: s.price.id, object: 'price', product: s.price.product, active: true },
        ...{ currency: 'eur', unit_amount: s.price.amount, lookup_key: null },
        recurring: { interval: s.price.interval, interval_count: 1 },
      },
    }],
  },
});

export const sessionObject = (s: Session, pageUrl: string) => ({
  ...{ id: s.id, object: 'checkout.session', mode: 'subscription', livemode: false },
  ...{ status: s.status, payment_status: s.status === 'complete' ? 'paid' : 'unpaid' },
  ...{ customer: s.customer, subscription: s.subscription, created: s.created },
  ...{ client_reference_id: s.client_reference_id, expires_at: s.expires_at },
  ...{ success_url: s.success_url, cancel_url: s.cancel_url },
  metadata: metadataOf(s.user_id),
  url: s.status === 'open' ? pageUrl : null,
});

export const invoiceObject = ({ id, subscription, paid, created }: Invoice) => ({
  ...{ id, object: 'invoice', customer: subscription.customer, livemode: false, created },
  ...{ status: paid ? 'paid' : 'open', attempt_count: 1, attempted: true, currency: 'eur' },
  ...{ amount_due: subscription.price.amount, amount_paid: paid ? subscription.price.amount : 0 },
  parent: {
    type: 'subscription_details',
    quote_details: null,
    subscription_details: {
      subscription: subscription.id,
      metadata: metadataOf(subscription.user_id),
    },
  },
});

export interface StripeEvent {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  livemode: boolean;
  type: string;
  data: { object: object };
}

/** An event of a type about an object, as a webhook of the account's version gets it. */
export const eventOf = (
  type: string,
  object: object,
  created: number,
  { id = newId('evt'), livemode = false }: { id?: string; livemode?: boolean } = {},
): StripeEvent => ({
  ...{ id, object: 'event', api_version: API_VERSION, created, livemode, type },
  data: { object },
});
