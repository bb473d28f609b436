import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { keepSubscription } from '../subscriptions/keep-subscription.ts';
import { StripeSubscription } from '../subscriptions/read-facts.ts';
import { idField, writtenUser } from './fields.ts';

/** What every event says of itself. */
export interface EventFacts {
  id: string;
  type: string;
  said_at: Date;
}

/** Reads what an event is about: the call that it comes to, or undefined where it is not ours. */
type Topic = (object: unknown, facts: EventFacts) => SQL | undefined;

const topic = <S extends z.ZodType>(
  schema: S,
  effect: (object: z.output<S>, facts: EventFacts) => SQL | undefined,
): Topic =>
(object, facts) => effect(schema.parse(object), facts);

const subscription = topic(
  StripeSubscription,
  (subscription, { id, type, said_at }) =>
    keepSubscription(subscription, {
      said_at,
      // Of one second: first the event that makes it, then the status in which it begins.
      said_rank: (type === 'customer.subscription.created' ? 0 : 2) +
        (subscription.facts.status === 'incomplete' ? 0 : 1),
      said_by: id,
    }),
);

const Checkout = z.object({
  mode: z.string(),
  customer: idField.nullish(),
  subscription: idField.nullish(),
  client_reference_id: z.string().nullish(),
  metadata: writtenUser,
});

/**
 * Whose a customer is says only what this server wrote: a `client_reference_id` alone may come from
 * the address of a payment link, which anybody can write.
 */
const checkout = topic(
  Checkout,
  ({ mode, customer, subscription, client_reference_id, metadata: user_id }, { said_at }) => {
    const isOurs = mode === 'subscription' && user_id && user_id === client_reference_id;
    if (!isOurs || !customer || !subscription) return undefined;
    return sql`private.hear_stripe_checkout(
      ${customer}, ${user_id}, ${subscription}, ${said_at.toISOString()})`;
  },
);

const Invoice = z.object({
  subscription: idField.nullish(),
  parent: z.object({
    subscription_details: z.object({ subscription: idField.nullish() }).nullish(),
  }).nullish(),
});

/** Since 2025 an invoice names its subscription in its parent. */
const invoice = (isPaid: boolean) =>
  topic(Invoice, ({ parent, subscription }, { said_at }) => {
    const id = parent?.subscription_details?.subscription ?? subscription;
    return id
      ? sql`private.hear_stripe_invoice(${id}, ${isPaid}, ${said_at.toISOString()})`
      : undefined;
  });

const customerDeleted = topic(
  z.object({ id: idField }),
  ({ id }) => sql`private.end_stripe_customer(${id})`,
);

const topics: Readonly<Record<string, Topic>> = {
  'checkout.session.completed': checkout,
  'checkout.session.async_payment_succeeded': checkout,
  'invoice.paid': invoice(true),
  'invoice.payment_succeeded': invoice(true),
  'invoice.payment_failed': invoice(false),
  'customer.deleted': customerDeleted,
};

/** How events of a type are read, if it is one that anything is done for. */
export function topicOf(type: string): Topic | undefined {
  // Each tells the whole subscription, whatever has happened to it.
  if (type.startsWith('customer.subscription.')) return subscription;
  return Object.hasOwn(topics, type) ? topics[type] : undefined;
}
