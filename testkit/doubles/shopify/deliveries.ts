import { createHmac, randomUUID } from 'node:crypto';
import type { BulkRun } from './bulk/run.ts';
import { gid, type ShopifyCustomer, type ShopifyOrder, type ShopifyRefund } from './records.ts';
import { type Json, jsonOf } from './rest/json.ts';
import {
  customerPayload,
  deletedCustomerPayload,
  emailConsentPayload,
  smsConsentPayload,
} from './rest/customers.ts';
import { orderPayload, refundPayload } from './rest/orders.ts';
import type { Sender } from './rest/sender.ts';
import { privacyPayloads, shopPayload } from './rest/shop.ts';
import { timeIn } from './rest/times.ts';
import { API_VERSION } from './shop.ts';

/** Who sends: a `FakeShop` is one. */
export interface SigningShop extends Sender {
  clientSecret: string;
}

/** What a delivery says in its headers; what a test leaves out is made up. */
export interface Envelope {
  eventId?: string;
  webhookId?: string;
  /** With nanoseconds, as Shopify has it: `2026-06-01T10:00:00.123456789Z`. */
  triggeredAt?: string;
  apiVersion?: string;
}

export interface Delivery {
  topic: string;
  headers: Record<string, string>;
  body: string;
}

/** The signature of a body: base64 of its HMAC-SHA256 by the app's secret. */
export const signatureOf = (body: string | Uint8Array, secret: string): string =>
  createHmac('sha256', secret).update(body).digest('base64');

/** A delivery of any payload, signed. */
export function delivery(
  shop: SigningShop,
  topic: string,
  payload: Json | string,
  envelope: Envelope = {},
): Delivery {
  const body = typeof payload === 'string' ? payload : jsonOf(payload);
  return {
    topic,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Shopify-Captain-Hook',
      'x-shopify-topic': topic,
      'x-shopify-hmac-sha256': signatureOf(body, shop.clientSecret),
      'x-shopify-shop-domain': shop.domain,
      'x-shopify-api-version': envelope.apiVersion ?? API_VERSION,
      'x-shopify-webhook-id': envelope.webhookId ?? randomUUID(),
      'x-shopify-event-id': envelope.eventId ?? randomUUID(),
      'x-shopify-triggered-at': envelope.triggeredAt ?? nanoseconds(new Date()),
    },
  };
}

/** A time as `X-Shopify-Triggered-At` has it, with nanoseconds. */
export const nanoseconds = (at: Date, beyond = '000001'): string =>
  at.toISOString().replace('Z', `${beyond}Z`);

export type CustomerTopic =
  | 'customers/create'
  | 'customers/delete'
  | 'customers/update'
  | 'customers_email_marketing_consent/update'
  | 'customers_marketing_consent/update';

export function customerDelivery(
  shop: SigningShop,
  topic: CustomerTopic,
  customer: ShopifyCustomer,
  envelope?: Envelope,
): Delivery {
  const payload = topic === 'customers/delete'
    ? deletedCustomerPayload(customer.id)
    : topic === 'customers_email_marketing_consent/update'
    ? emailConsentPayload(customer, shop)
    : topic === 'customers_marketing_consent/update'
    ? smsConsentPayload(customer, shop)
    : customerPayload(customer, shop);
  return delivery(shop, topic, payload, envelope);
}

export type OrderTopic =
  | 'orders/cancelled'
  | 'orders/create'
  | 'orders/delete'
  | 'orders/edited'
  | 'orders/paid'
  | 'orders/updated';

/** A delivery about an order; with its customer in it, if the order has one and it is given. */
export function orderDelivery(
  shop: SigningShop,
  topic: OrderTopic,
  order: ShopifyOrder,
  customer?: ShopifyCustomer,
  envelope?: Envelope,
): Delivery {
  const payload: Json = topic === 'orders/delete'
    ? { id: BigInt(order.id) }
    : topic === 'orders/edited'
    ? { order_edit: { id: 1, order_id: BigInt(order.id), notify_customer: false } }
    : orderPayload(order, customer, shop);
  return delivery(shop, topic, payload, envelope);
}

export const refundDelivery = (
  shop: SigningShop,
  order: ShopifyOrder,
  refund: ShopifyRefund,
  envelope?: Envelope,
): Delivery => delivery(shop, 'refunds/create', refundPayload(refund, order, shop), envelope);

/** `app/uninstalled` and `shop/update`, which send the shop. */
export const shopDelivery = (
  shop: SigningShop,
  topic: 'app/uninstalled' | 'shop/update',
  envelope?: Envelope,
): Delivery => delivery(shop, topic, shopPayload(shop), envelope);

export const scopesDelivery = (
  shop: SigningShop,
  scopes: { previous: string[]; current: string[]; updatedAt: string },
  envelope?: Envelope,
): Delivery =>
  delivery(shop, 'app/scopes_update', {
    id: 1,
    shop_id: gid('Shop', shop.id),
    previous: scopes.previous,
    current: scopes.current,
    updated_at: scopes.updatedAt,
  }, envelope);

/** `bulk_operations/finish`, which writes states in lower case. */
export const bulkDelivery = (shop: SigningShop, run: BulkRun, envelope?: Envelope): Delivery =>
  delivery(shop, 'bulk_operations/finish', {
    admin_graphql_api_id: gid('BulkOperation', run.id),
    completed_at: run.completedAt && timeIn(shop.timezone, run.completedAt),
    created_at: timeIn(shop.timezone, run.createdAt),
    error_code: run.errorCode?.toLowerCase() ?? null,
    status: run.status.toLowerCase(),
    type: 'query',
  }, envelope);

/** The privacy topics; the shop's own one needs no customer. */
export const privacyDelivery = (
  shop: SigningShop,
  topic: 'customers/data_request' | 'customers/redact',
  customer: ShopifyCustomer,
  orderIds: string[] = [],
  envelope?: Envelope,
): Delivery => delivery(shop, topic, privacyPayloads[topic](shop, customer, orderIds), envelope);

export const shopRedactDelivery = (shop: SigningShop, envelope?: Envelope): Delivery =>
  delivery(shop, 'shop/redact', privacyPayloads['shop/redact'](shop), envelope);

/** Sends a delivery as Shopify does. */
export const send = (to: string, { headers, body }: Delivery): Promise<Response> =>
  fetch(to, { method: 'POST', headers, body });
