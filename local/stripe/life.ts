import type { Book } from './book.ts';
import {
  eventOf,
  invoiceObject,
  newId,
  type Price,
  type Session,
  sessionObject,
  type StripeEvent,
  type Subscription,
  subscriptionObject,
} from './objects.ts';

const DAY = 86_400;
const daysOf = ({ interval }: Price) => interval === 'month' ? 30 : 365;

/** Of a subscription: that it is so now. */
const told = (what: 'created' | 'updated' | 'deleted', subscription: Subscription, now: number) =>
  eventOf(`customer.subscription.${what}`, subscriptionObject(subscription), now);

const invoiced = (subscription: Subscription, paid: boolean, now: number) =>
  eventOf(
    paid ? 'invoice.paid' : 'invoice.payment_failed',
    invoiceObject({ id: newId('in'), subscription, paid, created: now }),
    now,
  );

/**
 * Somebody pays on a checkout's page: a customer and a subscription are made, and Stripe tells of both.
 * With a card that is declined the subscription waits for its first payment, and the page stays.
 */
export function pay(book: Book, session: Session, now: number, declined = false): StripeEvent[] {
  if (session.status !== 'open' || session.expires_at <= now) return [];
  const customer = session.customer ?? newId('cus');
  session.customer = customer;
  book.customers[customer] ??= { id: customer, email: session.email, deleted: false };
  const subscription: Subscription = {
    ...{ id: newId('sub'), customer, status: 'incomplete', created: now, price: session.price },
    ...{ period_start: now, period_end: now + daysOf(session.price) * DAY },
    ...{ cancel_at_period_end: false, cancel_at: null, ended_at: null, user_id: session.user_id },
  };
  book.subscriptions[subscription.id] = subscription;
  const events = [told('created', subscription, now)];
  if (declined) return [...events, invoiced(subscription, false, now)];
  subscription.status = 'active';
  session.status = 'complete';
  session.subscription = subscription.id;
  return [
    ...events,
    invoiced(subscription, true, now),
    told('updated', subscription, now),
    eventOf('checkout.session.completed', sessionObject(session, ''), now),
  ];
}

const over = (subscription: Subscription, now: number): StripeEvent[] => {
  subscription.status = 'canceled';
  subscription.ended_at = now;
  return [told('deleted', subscription, now)];
};

/** What can happen to a subscription, by the words of the pages. */
export const happenings: Record<
  string,
  (subscription: Subscription, now: number) => StripeEvent[]
> = {
  'cancel at the end': (subscription, now) => {
    subscription.cancel_at_period_end = true;
    subscription.cancel_at = subscription.period_end;
    return [told('updated', subscription, now)];
  },
  'keep it': (subscription, now) => {
    subscription.cancel_at_period_end = false;
    subscription.cancel_at = null;
    return [told('updated', subscription, now)];
  },
  'cancel now': over,
  'let a payment fail': (subscription, now) => {
    subscription.status = 'past_due';
    return [invoiced(subscription, false, now), told('updated', subscription, now)];
  },
  'pay what is open': (subscription, now) => {
    subscription.status = 'active';
    subscription.period_start = now;
    subscription.period_end = now + daysOf(subscription.price) * DAY;
    return [invoiced(subscription, true, now), told('updated', subscription, now)];
  },
  'give up': (subscription, now) => {
    subscription.status = 'unpaid';
    return [told('updated', subscription, now)];
  },
};

/** Whether anything can still happen to it. */
export const isOpen = ({ ended_at }: Subscription): boolean => ended_at === null;

/** A customer is deleted, and what they subscribed to ends with it. */
export function forget(book: Book, id: string, now: number): StripeEvent[] {
  const customer = book.customers[id]!;
  customer.deleted = true;
  const theirs = Object.values(book.subscriptions).filter((one) =>
    one.customer === id && isOpen(one)
  );
  return [
    ...theirs.flatMap((one) => over(one, now)),
    eventOf('customer.deleted', { id, object: 'customer', email: customer.email }, now),
  ];
}
