import {
  customerDelivery,
  type CustomerTopic,
  type Delivery,
  orderDelivery,
  type OrderTopic,
  refundDelivery,
  type SigningShop,
} from '../deliveries.ts';
import type { ShopifyCustomer, ShopifyOrder } from '../records.ts';
import type { PeopleOptions } from './options.ts';
import { somePeople } from './people.ts';
import { drawsOf } from './random.ts';

/** An id that looks random, and is the same for the same things. */
const uuid = (seed: number, at: number): string => {
  const draw = drawsOf(seed, 4, at);
  const hex = Array.from({ length: 32 }, () => draw.below(16).toString(16)).join('');
  return hex.replace(/(.{8})(.{4}).(.{3}).(.{3})(.{12})/, '$1-$2-4$3-a$4-$5');
};

interface Happened {
  at: string;
  /** What it is about, as it was then; the order of things that happened in one second. */
  send(envelope: { eventId: string; triggeredAt: string }): Delivery[];
}

/**
 * What a shop would have sent about these people, in the order in which it happened, and what is
 * true in the end. One action sends several topics with one event id; two actions may be of the
 * same second, and differ by `X-Shopify-Triggered-At` only.
 */
export function historyOf(shop: SigningShop, options: PeopleOptions) {
  const { customers, orders } = somePeople(options);
  const byId = new Map(customers.map((customer) => [customer.id, customer]));
  const happened = [
    ...customers.flatMap((customer) => lifeOf(shop, customer)),
    ...orders.flatMap((order) => courseOf(shop, order, byId.get(order.customerId ?? ''))),
  ].sort((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
  const seed = options.seed ?? 1;
  const deliveries = happened.flatMap(({ at, send }, index) =>
    send({
      eventId: uuid(seed, index),
      // Later by a microsecond than what happened before it in this second.
      triggeredAt: at.replace('Z', `.${String(index % 1_000_000).padStart(6, '0')}000Z`),
    })
  );
  return { deliveries, customers, orders };
}

/** A customer who comes with another name, says yes or no to mail, and is put right. */
function lifeOf(shop: SigningShop, customer: ShopifyCustomer): Happened[] {
  const say = (topic: CustomerTopic, then: ShopifyCustomer, at: string): Happened => ({
    at,
    send: (envelope) => [customerDelivery(shop, topic, then, envelope)],
  });
  const first = { ...customer, firstName: 'First', updatedAt: customer.createdAt };
  return [
    say('customers/create', first, customer.createdAt),
    say('customers_email_marketing_consent/update', customer, customer.updatedAt),
    say('customers/update', customer, customer.updatedAt),
  ];
}

/** An order from its creation on, through payment, refunds and cancellation. */
function courseOf(
  shop: SigningShop,
  order: ShopifyOrder,
  customer: ShopifyCustomer | undefined,
): Happened[] {
  const say = (then: ShopifyOrder, at: string, ...topics: OrderTopic[]): Happened => ({
    at,
    send: (envelope) =>
      topics.map((topic) =>
        orderDelivery(shop, topic, { ...then, updatedAt: at }, customer, envelope)
      ),
  });
  const start: ShopifyOrder = {
    ...order,
    financialStatus: 'PENDING',
    refunds: [],
    cancelledAt: null,
  };
  const course = [say(start, order.createdAt, 'orders/create')];
  let then = start;
  if (order.financialStatus !== 'PENDING') {
    then = { ...start, financialStatus: order.refunds.length > 0 ? 'PAID' : order.financialStatus };
    course.push(say(then, order.createdAt, 'orders/paid', 'orders/updated'));
  }
  if (order.cancelledAt) {
    then = { ...then, cancelledAt: order.cancelledAt };
    course.push(say(then, order.cancelledAt, 'orders/cancelled', 'orders/updated'));
  }
  order.refunds.forEach((refund, index) => {
    const last = index === order.refunds.length - 1;
    const refunded: ShopifyOrder = {
      ...then,
      refunds: order.refunds.slice(0, index + 1),
      financialStatus: last ? order.financialStatus : 'PARTIALLY_REFUNDED',
    };
    course.push({
      at: refund.createdAt,
      send: (envelope) => [
        refundDelivery(shop, order, refund, envelope),
        ...say(refunded, refund.createdAt, 'orders/updated').send(envelope),
      ],
    });
  });
  return course;
}
