import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { customersCall } from '../customers/apply-customers.ts';
import type { CustomerNews } from '../customers/news.ts';
import { ordersCall } from '../orders/apply-orders.ts';
import { refundsCall } from '../orders/apply-refunds.ts';
import { calling, type Effect } from './effect.ts';
import { id } from './body/fields.ts';
import {
  CustomerBody,
  EmailConsentBody,
  readCustomer,
  SmsConsentBody,
} from './body/read-customer.ts';
import { OrderBody, readOrder } from './body/read-order.ts';
import { readRefund, RefundBody } from './body/read-refund.ts';
import { privacyTopics } from './privacy-topics.ts';
import { shopTopics } from './shop-topics.ts';
import { type Topic, topic } from './topic.ts';

const tells = (customer: CustomerNews): Effect => ({
  item: (shop) => customersCall(shop, [customer]),
  about: customer.shopify_id,
});

const customer = topic(
  CustomerBody,
  (body, { triggered_at }) => tells(readCustomer(body, triggered_at)),
);

/** Consent has a clock of its own, where Shopify says it. */
const told = (at: Date | null | undefined, triggered_at: Date) => ({
  shopify_updated_at: at ?? triggered_at,
  observed_at: triggered_at,
});

const order = topic(OrderBody, (body, { triggered_at }) => ({
  item: (shop) => ordersCall(shop, [readOrder(body, triggered_at)]),
}));

/**
 * What is read of which topic, and what it changes. Any other topic is noted in the ledger alone: so is
 * `orders/edited`, which tells no price, and whose order is told by the `orders/updated` beside it.
 */
export const topics: Readonly<Record<string, Topic>> = {
  'customers/create': customer,
  'customers/update': customer,
  'customers/enable': customer,
  'customers/disable': customer,
  'customers/delete': topic(z.object({ id }), ({ id }) => ({
    ...calling((shop) => sql`private.delete_customer(${shop}, ${id})`),
    about: id,
  })),
  'customers_email_marketing_consent/update': topic(
    EmailConsentBody,
    ({ customer_id, email_marketing_consent: said }, { triggered_at }) =>
      tells({
        shopify_id: customer_id,
        email_consent: said?.state ?? null,
        ...told(said?.consent_updated_at, triggered_at),
      }),
  ),
  'customers_marketing_consent/update': topic(
    SmsConsentBody,
    ({ id, sms_marketing_consent: said }, { triggered_at }) =>
      tells({
        shopify_id: id,
        sms_consent: said?.state ?? null,
        ...told(said?.consent_updated_at, triggered_at),
      }),
  ),
  'orders/create': order,
  'orders/updated': order,
  'orders/paid': order,
  'orders/cancelled': order,
  'orders/delete': topic(
    z.object({ id }),
    ({ id }) => calling((shop) => sql`private.delete_order(${shop}, ${id})`),
  ),
  'refunds/create': topic(RefundBody, (body, facts) => {
    const refund = readRefund(body, facts);
    return refund && { item: (shop) => refundsCall(shop, [refund]) };
  }),
  ...shopTopics,
  ...privacyTopics,
};
