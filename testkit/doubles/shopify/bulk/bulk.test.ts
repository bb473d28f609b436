import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  customerLine,
  CUSTOMERS_QUERY,
  linesOfPeople,
  orderLine,
  ORDERS_QUERY,
  writeLines,
} from '../people/lines.ts';
import { somePeople } from '../people/people.ts';
import { aCustomer, anOrder } from '../records.ts';
import { type ShopifyDouble, startShopify } from '../server.ts';

let shopify: ShopifyDouble;
beforeAll(async () => {
  shopify = await startShopify();
});
afterAll(() => shopify.stop());
beforeEach(() => {
  shopify.customers = [];
  shopify.orders = [];
  shopify.runs = [];
  shopify.scopes = ['read_customers', 'read_orders', 'read_all_orders'];
  shopify.bulk = { ...shopify.bulk, polls: 1, outcome: 'COMPLETED', partial: 0, scrambled: false };
});

async function ask(query: string, variables = {}) {
  const response = await fetch(`${shopify.origin}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-access-token': shopify.issueToken(),
    },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()).data;
}

const start = async (query: string, groupObjects = false) =>
  (await ask(
    `mutation ($query: String!, $groupObjects: Boolean!) {
      bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
        bulkOperation { id status } userErrors { code field message } } }`,
    { query, groupObjects },
  )).bulkOperationRunQuery;

const poll = async (id: string) =>
  (await ask(
    `query ($id: ID!) { bulkOperation(id: $id) {
      status errorCode objectCount rootObjectCount fileSize url partialDataUrl } }`,
    { id },
  )).bulkOperation;

const finished = async (query: string, groupObjects = false) => {
  const { bulkOperation } = await start(query, groupObjects);
  await poll(bulkOperation.id);
  return await poll(bulkOperation.id);
};

const linesAt = async (url: string) => (await (await fetch(url)).text()).trimEnd().split('\n');

test('writes a line for every customer and order, and these are the generated ones', async () => {
  const people = somePeople({ customers: 40, orders: 120, seed: 3 });
  Object.assign(shopify, people);
  const { url, objectCount } = await finished(CUSTOMERS_QUERY);
  expect(objectCount).toBe('40');
  expect(await linesAt(url)).toEqual(people.customers.map(customerLine));
  const orders = await finished(ORDERS_QUERY);
  expect((await linesAt(orders.url)).toSorted()).toEqual(people.orders.map(orderLine).toSorted());
});

test('goes on by being polled, and counts', async () => {
  shopify.bulk.polls = 3;
  shopify.customers.push(...Array.from({ length: 8 }, () => aCustomer()));
  const { bulkOperation } = await start(CUSTOMERS_QUERY);
  expect(bulkOperation.status).toBe('CREATED');
  const seen = [];
  for (let times = 0; times < 4; times++) seen.push(await poll(bulkOperation.id));
  expect(seen.map(({ status, objectCount }) => [status, objectCount])).toEqual([
    ['RUNNING', '2'],
    ['RUNNING', '4'],
    ['RUNNING', '6'],
    ['COMPLETED', '8'],
  ]);
});

test('puts children behind their parents, each at once or all together', async () => {
  const [ana, ben] = [aCustomer(), aCustomer()];
  shopify.customers.push(ana, ben);
  for (const { id } of [ana, ben, ana]) shopify.orders.push(anOrder({ customerId: id }));
  const query = '{ customers { edges { node { id orders { edges { node { id } } } } } } }';
  const parents = (lines: string[]) => lines.map((line) => JSON.parse(line).__parentId ?? null);
  const id = (customer: { id: string }) => `gid://shopify/Customer/${customer.id}`;
  const grouped = await finished(query, true);
  expect(parents(await linesAt(grouped.url))).toEqual([null, id(ana), id(ana), null, id(ben)]);
  expect(grouped).toMatchObject({ objectCount: '5', rootObjectCount: '2' });
  const loose = await finished(query);
  expect(parents(await linesAt(loose.url))).toEqual([null, null, id(ana), id(ana), id(ben)]);
});

test('has no file for nothing', async () => {
  expect(await finished(CUSTOMERS_QUERY)).toMatchObject({
    status: 'COMPLETED',
    objectCount: '0',
    url: null,
    fileSize: null,
  });
});

test.each([
  ['{ shop { id } }', 'Bulk queries must contain at least one connection.'],
  ['{ customers { nodes { id } } }', "Selecting via 'nodes' is not supported"],
  ['{ customers { edges { node { phon } } } }', "Field 'phon' doesn't exist on type 'Customer'"],
  ['{ node(id: "gid://shopify/Customer/1") { id } }', 'cannot contain a top level `node` field'],
  [
    '{ customers { edges { node { email orders { edges { node { id } } } } } } }',
    "Connection fields without 'id': customers.",
  ],
  ['mutation { bulkOperationCancel(id: "1") { userErrors { message } } }', 'Only `query`'],
  ['{ customers {', 'Invalid bulk query'],
])('refuses %s', async (query, words) => {
  const { bulkOperation, userErrors } = await start(query);
  expect(bulkOperation).toBeNull();
  expect(userErrors.map(({ message }: { message: string }) => message).join(' ')).toContain(words);
  expect(userErrors[0]).toMatchObject({ code: 'INVALID', field: ['query'] });
});

test('runs five at once, and no sixth', async () => {
  for (let times = 0; times < 5; times++) {
    expect((await start(CUSTOMERS_QUERY)).userErrors).toEqual([]);
  }
  expect((await start(CUSTOMERS_QUERY)).userErrors[0].code).toBe('LIMIT_REACHED');
});

test('fails with a part of its data, by scope, or because it is cancelled', async () => {
  shopify.customers.push(...Array.from({ length: 10 }, () => aCustomer()));
  shopify.bulk = { ...shopify.bulk, outcome: 'FAILED', errorCode: 'TIMEOUT', partial: 50 };
  const failed = await finished(CUSTOMERS_QUERY);
  expect(failed).toMatchObject({ status: 'FAILED', errorCode: 'TIMEOUT', url: null });
  expect(await linesAt(failed.partialDataUrl)).toHaveLength(5);

  shopify.scopes = [];
  const denied = await finished(CUSTOMERS_QUERY);
  expect(denied).toMatchObject({ status: 'FAILED', errorCode: 'ACCESS_DENIED' });

  const { bulkOperation: { id } } = await start(CUSTOMERS_QUERY);
  const cancel = () =>
    ask(
      `mutation ($id: ID!) { bulkOperationCancel(id: $id) {
        bulkOperation { status } userErrors { message } } }`,
      { id },
    );
  expect((await cancel()).bulkOperationCancel.bulkOperation.status).toBe('CANCELING');
  expect(await poll(id)).toMatchObject({ status: 'CANCELED', url: null });
  const { userErrors } = (await cancel()).bulkOperationCancel;
  expect(userErrors[0].message).toBe('A bulk operation cannot be canceled when it is canceled');
});

test('gives ranges of a file, whole or cut, until its URL ends', async () => {
  shopify.customers.push(...Array.from({ length: 20 }, () => aCustomer()));
  const { url } = await finished(CUSTOMERS_QUERY);
  const whole = await fetch(url);
  const text = await whole.text();
  const etag = whole.headers.get('etag')!;
  const rest = await fetch(url, { headers: { range: 'bytes=100-', 'if-range': etag } });
  expect(rest.status).toBe(206);
  expect(rest.headers.get('content-range')).toBe(`bytes 100-${text.length - 1}/${text.length}`);
  expect(await rest.text()).toBe(text.slice(100));
  const other = await fetch(url, { headers: { range: 'bytes=100-', 'if-range': '"other"' } });
  expect(other.status).toBe(200);
  expect((await fetch(url, { headers: { range: `bytes=${text.length}-` } })).status).toBe(416);
  shopify.failNext('download', 'half', 500);
  await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
  expect((await fetch(url)).status).toBe(500);

  const later = Date.now() + 8 * 86_400_000;
  shopify.now = () => later;
  const gone = await fetch(url);
  expect([gone.status, await gone.text()]).toEqual([400, expect.stringContaining('ExpiredToken')]);
  expect((await ask('{ currentBulkOperation { status url } }')).currentBulkOperation).toEqual({
    status: 'EXPIRED',
    url: null,
  });
  shopify.now = Date.now;
});

test('names another URL, or sends the asker there, when a test wants that', async () => {
  shopify.customers.push(aCustomer());
  const { bulkOperation: { id } } = await start(CUSTOMERS_QUERY);
  await poll(id);
  const { url } = await poll(id);
  shopify.failNext('download', { redirect: 'http://127.0.0.1:1/' });
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(302);
  shopify.bulk.elsewhere = 'http://169.254.169.254/latest';
  expect((await poll(id)).url).toBe('http://169.254.169.254/latest');
  shopify.bulk.elsewhere = null;
});

test('gives a file on disk in parts, where there is more than memory should hold', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bulk-'));
  const file = join(folder, 'lines.jsonl');
  await writeLines(file, linesOfPeople({ customers: 100, orders: 900 }));
  shopify.bulk.file = file;
  const { url, fileSize } = await finished(CUSTOMERS_QUERY);
  shopify.bulk.file = null;
  const text = await (await fetch(url)).text();
  expect(Buffer.byteLength(text)).toBe(Number(fileSize));
  const rest = await fetch(url, { headers: { range: 'bytes=1000-1999' } });
  expect(Buffer.from(await rest.arrayBuffer())).toEqual(Buffer.from(text).subarray(1000, 2000));
  shopify.failNext('download', 'half');
  await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
  await rm(folder, { recursive: true });
});
