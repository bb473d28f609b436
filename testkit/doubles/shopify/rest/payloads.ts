import { amountOf, inRest, units } from '../money.ts';
import type {
  Consent,
  ShopifyCustomer,
  ShopifyOrder,
  ShopifyRefund,
  ShopifyTransaction,
} from '../records.ts';
import { refundedOf } from '../shop.ts';
import type { Json } from './json.ts';
import { timeIn } from './times.ts';

/** What of a shop its webhooks' payloads say. */
export interface Sender {
  id: string;
  domain: string;
  name: string;
  email: string;
  currency: string;
  timezone: string;
}

type Fields = { [name: string]: Json };

const id = (digits: string) => BigInt(digits);
const gid = (type: string, digits: string) => `gid://shopify/${type}/${digits}`;

/** A customer as webhooks have it since 2025-01: without consents, tags, counts and sums. */
export const customerPayload = (
  customer: ShopifyCustomer,
  { timezone, currency }: Sender,
): Fields => ({
  id: id(customer.id),
  created_at: timeIn(timezone, customer.createdAt),
  updated_at: timeIn(timezone, customer.updatedAt),
  first_name: customer.firstName,
  last_name: customer.lastName,
  state: customer.state.toLowerCase(),
  note: customer.note,
  verified_email: customer.verifiedEmail,
  multipass_identifier: null,
  tax_exempt: false,
  email: customer.email,
  phone: customer.phone,
  currency,
  addresses: [],
  tax_exemptions: [],
  admin_graphql_api_id: gid('Customer', customer.id),
});

export const deletedCustomerPayload = (customerId: string): Fields => ({
  id: id(customerId),
  tax_exemptions: [],
  admin_graphql_api_id: gid('Customer', customerId),
});

/** Of `customers_email_marketing_consent/update`. */
export const emailConsentPayload = (customer: ShopifyCustomer, sender: Sender): Fields => ({
  customer_id: id(customer.id),
  email_address: customer.email,
  email_marketing_consent: consent(customer.emailConsent, sender),
});

/** Of `customers_marketing_consent/update`, which is about SMS. */
export const smsConsentPayload = (customer: ShopifyCustomer, sender: Sender): Fields => ({
  id: id(customer.id),
  phone: customer.phone,
  sms_marketing_consent: {
    ...consent(customer.smsConsent, sender),
    consent_collected_from: 'OTHER',
  },
});

const consent = (given: Consent | null, { timezone }: Sender): Fields => ({
  state: given?.state.toLowerCase() ?? 'not_subscribed',
  opt_in_level: given?.optInLevel?.toLowerCase() ?? null,
  consent_updated_at: given?.updatedAt ? timeIn(timezone, given.updatedAt) : null,
});

/** An order in full, its customer in it if there is one. */
export function orderPayload(
  order: ShopifyOrder,
  customer: ShopifyCustomer | undefined,
  sender: Sender,
): Fields {
  const { currency } = order;
  const current = amountOf(units(order.totalPrice) - units(refundedOf(order)));
  const at = (utc: string | null) => utc && timeIn(sender.timezone, utc);
  return {
    id: id(order.id),
    admin_graphql_api_id: gid('Order', order.id),
    cancel_reason: order.cancelledAt ? 'customer' : null,
    cancelled_at: at(order.cancelledAt),
    closed_at: at(order.closedAt),
    confirmed: true,
    contact_email: order.email,
    created_at: at(order.createdAt),
    currency,
    current_total_price: inRest(current, currency),
    current_total_price_set: set(current, currency),
    customer_locale: 'en',
    email: order.email,
    financial_status: order.financialStatus?.toLowerCase() ?? null,
    fulfillment_status: null,
    name: `#${order.number}`,
    note: null,
    number: order.number - 1000,
    order_number: order.number,
    phone: null,
    presentment_currency: currency,
    processed_at: at(order.processedAt),
    source_name: 'web',
    subtotal_price: inRest(order.totalPrice, currency),
    tags: '',
    test: order.test,
    total_discounts: inRest('0', currency),
    total_outstanding: inRest('0', currency),
    total_price: inRest(order.totalPrice, currency),
    total_price_set: set(order.totalPrice, currency),
    total_tax: inRest('0', currency),
    updated_at: at(order.updatedAt),
    user_id: null,
    line_items: [],
    shipping_lines: [],
    refunds: order.refunds.map((refund) => refundPayload(refund, order, sender)),
    customer: customer ? customerPayload(customer, sender) : null,
  };
}

const set = (amount: string, currency: string): Fields => {
  const money = { amount: inRest(amount, currency), currency_code: currency };
  return { shop_money: money, presentment_money: { ...money } };
};

export const refundPayload = (
  refund: ShopifyRefund,
  order: ShopifyOrder,
  sender: Sender,
): Fields => ({
  id: id(refund.id),
  admin_graphql_api_id: gid('Refund', refund.id),
  order_id: id(order.id),
  created_at: timeIn(sender.timezone, refund.createdAt),
  processed_at: timeIn(sender.timezone, refund.processedAt),
  note: refund.note,
  user_id: null,
  restock: false,
  return: null,
  duties: [],
  order_adjustments: [],
  refund_line_items: [],
  refund_shipping_lines: [],
  transactions: refund.transactions.map((one) => transactionPayload(one, order, sender)),
});

const transactionPayload = (
  one: ShopifyTransaction,
  order: ShopifyOrder,
  { timezone }: Sender,
): Fields => ({
  id: id(one.id),
  admin_graphql_api_id: gid('OrderTransaction', one.id),
  order_id: id(order.id),
  kind: one.kind,
  status: one.status,
  gateway: 'bogus',
  message: null,
  amount: inRest(one.amount, one.currency),
  currency: one.currency,
  test: order.test,
  parent_id: null,
  created_at: timeIn(timezone, one.createdAt),
  processed_at: timeIn(timezone, one.createdAt),
});

/** A shop in REST's form, as `app/uninstalled` and `shop/update` send it. */
export const shopPayload = (sender: Sender): Fields => ({
  id: id(sender.id),
  name: sender.name,
  email: sender.email,
  domain: sender.domain,
  myshopify_domain: sender.domain,
  currency: sender.currency,
  iana_timezone: sender.timezone,
  shop_owner: 'John Smith',
  plan_name: 'basic',
});

const person = (customer: ShopifyCustomer): Fields => ({
  id: id(customer.id),
  email: customer.email,
  phone: customer.phone,
});

/** What the three privacy topics say. */
export const privacyPayloads = {
  'customers/data_request': (
    sender: Sender,
    customer: ShopifyCustomer,
    orders: string[],
  ): Fields => ({
    ...privacyShop(sender),
    orders_requested: orders.map(id),
    customer: person(customer),
    data_request: { id: 9999 },
  }),
  'customers/redact': (sender: Sender, customer: ShopifyCustomer, orders: string[]): Fields => ({
    ...privacyShop(sender),
    customer: person(customer),
    orders_to_redact: orders.map(id),
  }),
  'shop/redact': (sender: Sender): Fields => privacyShop(sender),
};

const privacyShop = (sender: Sender): Fields => ({
  shop_id: id(sender.id),
  shop_domain: sender.domain,
});
