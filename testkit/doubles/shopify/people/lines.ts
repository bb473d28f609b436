import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { inGraphql } from '../money.ts';
import { gid, type ShopifyCustomer, type ShopifyOrder } from '../records.ts';
import { refundedOf } from '../shop.ts';
import { customerAt } from './customers.ts';
import { orderAt } from './orders.ts';
import { peopleOf, type PeopleOptions } from './options.ts';
import { drawsOf } from './random.ts';

/** The bulk queries whose lines these are. */
export const CUSTOMERS_QUERY = `{ customers { edges { node {
  id email firstName lastName phone
  emailMarketingConsent { marketingState marketingOptInLevel consentUpdatedAt }
  createdAt updatedAt
} } } }`;

export const ORDERS_QUERY = `{ orders { edges { node {
  id name createdAt processedAt updatedAt cancelledAt displayFinancialStatus
  customer { id }
  totalPriceSet { shopMoney { amount currencyCode } }
  totalRefundedSet { shopMoney { amount currencyCode } }
} } } }`;

export const customerLine = (customer: ShopifyCustomer): string => {
  const { emailConsent: consent } = customer;
  return JSON.stringify({
    id: gid('Customer', customer.id),
    email: customer.email,
    firstName: customer.firstName,
    lastName: customer.lastName,
    phone: customer.phone,
    emailMarketingConsent: customer.email === null ? null : {
      marketingState: consent?.state ?? 'NOT_SUBSCRIBED',
      marketingOptInLevel: consent?.optInLevel ?? 'UNKNOWN',
      consentUpdatedAt: consent?.updatedAt ?? null,
    },
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt,
  });
};

export const orderLine = (order: ShopifyOrder): string =>
  JSON.stringify({
    id: gid('Order', order.id),
    name: `#${order.number}`,
    createdAt: order.createdAt,
    processedAt: order.processedAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    displayFinancialStatus: order.financialStatus,
    customer: order.customerId && { id: gid('Customer', order.customerId) },
    totalPriceSet: bag(order.totalPrice, order.currency),
    totalRefundedSet: bag(refundedOf(order), order.currency),
  });

const bag = (amount: string, currencyCode: string) => ({
  shopMoney: { amount: inGraphql(amount), currencyCode },
});

/** Their lines one by one, in no memory: customers and then orders, or both mixed. */
export function* linesOfPeople(options: PeopleOptions & { mixed?: boolean }): Generator<string> {
  const people = peopleOf(options);
  const draw = drawsOf(people.seed, 3, 0);
  let customers = 0;
  let orders = 0;
  while (customers < people.customers || orders < people.orders) {
    const left = people.customers - customers + people.orders - orders;
    const one = options.mixed ? draw.below(left) < people.customers - customers : true;
    if (one && customers < people.customers) yield customerLine(customerAt(people, customers++));
    else yield orderLine(orderAt(people, orders++));
  }
}

/** Writes lines to a file, waiting where the disk is slower. */
export async function writeLines(file: string, lines: Iterable<string>): Promise<void> {
  const stream = createWriteStream(file);
  let block = '';
  for (const line of lines) {
    block += line + '\n';
    if (block.length < 1 << 16) continue;
    if (!stream.write(block)) await once(stream, 'drain');
    block = '';
  }
  stream.end(block);
  await once(stream, 'finish');
}
