import type { ShopifyCustomer } from '../records.ts';
import { type Fields, numberOf, type Sender } from './sender.ts';

/** A shop in REST's form, as `app/uninstalled` and `shop/update` send it. */
export const shopPayload = (sender: Sender): Fields => ({
  id: numberOf(sender.id),
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
  id: numberOf(customer.id),
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
    orders_requested: orders.map(numberOf),
    customer: person(customer),
    data_request: { id: 9999 },
  }),
  'customers/redact': (sender: Sender, customer: ShopifyCustomer, orders: string[]): Fields => ({
    ...privacyShop(sender),
    customer: person(customer),
    orders_to_redact: orders.map(numberOf),
  }),
  'shop/redact': (sender: Sender): Fields => privacyShop(sender),
};

const privacyShop = (sender: Sender): Fields => ({
  shop_id: numberOf(sender.id),
  shop_domain: sender.domain,
});
