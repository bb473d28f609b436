import {
  getNamedType,
  type GraphQLObjectType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCustomer, anOrder, aRefund } from '../records.ts';
import { type ShopifyDouble, startShopify } from '../server.ts';
import { understood } from './understood.ts';
import { schema } from './schema.ts';

let shopify: ShopifyDouble;
beforeAll(async () => {
  shopify = await startShopify();
  const customer = aCustomer({ id: '1', phone: '+4915112345678' });
  shopify.customers.push(customer);
  const order = anOrder({ id: '2', customerId: '1' });
  order.refunds.push(aRefund(order, '1.00'));
  shopify.orders.push(order);
});
afterAll(() => shopify.stop());

async function ask(query: string) {
  const response = await fetch(`${shopify.origin}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-access-token': shopify.issueToken(),
    },
    body: JSON.stringify({ query }),
  });
  return await response.json();
}

/** Everything of a type that needs no argument, so many objects deep. */
function everything(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const inside = getNamedType(field.type);
    if (field.args.some(isRequiredArgument)) return [];
    if (isLeafType(inside)) return [field.name];
    if (!isObjectType(inside) || depth === 0) return [];
    const page = inside.name.endsWith('Connection') ? '(first: 1)' : '';
    return [`${field.name}${page} ${everything(inside, depth - 1)}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
}

const of = (name: string, depth: number) =>
  everything(schema.getType(name) as GraphQLObjectType, depth);

test.each([
  ['shop', 'Shop', 3],
  ['currentAppInstallation', 'AppInstallation', 3],
  ['customer(id: "gid://shopify/Customer/1")', 'Customer', 2],
  ['order(id: "gid://shopify/Order/2")', 'Order', 2],
  ['customers(first: 1)', 'CustomerConnection', 2],
  ['orders(last: 1, sortKey: UPDATED_AT)', 'OrderConnection', 2],
  ['customersCount', 'Count', 1],
  ['webhookSubscriptionsCount', 'Count', 1],
])('answers every published field of %s', async (field, type, depth) => {
  const { data, errors } = await ask(`{ one: ${field} ${of(type, depth)} }`);
  expect(errors).toBeUndefined();
  expect(data.one).toMatchObject({ __typename: type });
});

test('answers every published field of what is made: subscriptions and bulk operations', async () => {
  const { errors, data } = await ask(`mutation {
    webhookSubscriptionCreate(topic: APP_UNINSTALLED, webhookSubscription: { uri: "https://a.example" })
      ${of('WebhookSubscriptionCreatePayload', 3)}
    bulkOperationRunQuery(query: "{ orders { edges { node { id } } } }")
      ${of('BulkOperationRunQueryPayload', 3)}
  }`);
  expect(errors).toBeUndefined();
  expect(data.webhookSubscriptionCreate.webhookSubscription.topic).toBe('APP_UNINSTALLED');
  const read = await ask(`{
    bulkOperations(first: 5, query: "status:CREATED") ${of('BulkOperationConnection', 2)}
    currentBulkOperation ${of('BulkOperation', 1)}
    webhookSubscriptions(first: 5) ${of('WebhookSubscriptionConnection', 2)}
    node(id: "gid://shopify/Order/2") { id ... on Order { name } }
  }`);
  expect(read.errors).toBeUndefined();
  expect(read.data.bulkOperations.nodes).toHaveLength(1);
  expect(read.data.node).toEqual({ id: 'gid://shopify/Order/2', name: '#1001' });
});

test('refuses ids, pages and topics that are none', async () => {
  expect((await ask('{ customer(id: "1") { id } }')).errors[0].message).toContain(
    'Invalid global id',
  );
  expect((await ask('{ customers { nodes { id } } }')).errors[0].extensions.code).toBe(
    'BAD_REQUEST',
  );
  expect(understood(`mutation { webhookSubscriptionCreate(topic: CUSTOMERS_REDACT,
    webhookSubscription: {}) { userErrors { message } } }`)).toHaveProperty('errors');
});
