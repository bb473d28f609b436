import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aCustomer, anOrder, aRefund } from './records.ts';
import { type ShopifyDouble, startShopify } from './server.ts';

let shopify: ShopifyDouble;
let token: string;
beforeAll(async () => {
  shopify = await startShopify();
});
afterAll(() => shopify.stop());
beforeEach(() => {
  shopify.customers = [];
  shopify.orders = [];
  shopify.scopes = ['read_customers', 'read_orders', 'read_all_orders'];
  shopify.bucket.level = shopify.bucket.maximum;
  token = shopify.issueToken();
});

const post = (query: string, variables = {}, origin = shopify.origin) =>
  fetch(`${origin}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
    body: JSON.stringify({ query, variables }),
  });
const ask = async (query: string, variables = {}) => (await post(query, variables)).json();

const askToken = (changes: Record<string, string> = {}, accept = 'application/json') =>
  fetch(`${shopify.origin}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { accept },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: shopify.clientId,
      client_secret: shopify.clientSecret,
      ...changes,
    }),
  });

test('gives a token for a day, which ends by the clock', async () => {
  const given = await (await askToken()).json();
  expect(given).toMatchObject({
    expires_in: 86_399,
    scope: 'read_customers,read_orders,read_all_orders',
  });
  token = given.access_token;
  expect((await post('{ shop { name } }')).status).toBe(200);
  const later = Date.now() + 86_400_000;
  shopify.now = () => later;
  const refused = await post('{ shop { name } }');
  shopify.now = Date.now;
  expect(refused.status).toBe(401);
  expect((await refused.json()).errors).toContain('Invalid API key or access token');
});

test('says what is wrong with credentials: in JSON if asked, on a page if not', async () => {
  const wrong = await askToken({ client_secret: 'other' });
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({ error: 'invalid_request' });
  const page = await askToken({ client_id: 'other' }, '*/*');
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(await page.text()).toContain('application_cannot_be_found');
  shopify.installed = false;
  expect(await (await askToken()).json()).toMatchObject({ error: 'app_not_installed' });
  expect((await post('{ shop { name } }')).status).toBe(401);
  shopify.installed = true;
  shopify.sameOrganisation = false;
  expect(await (await askToken()).json()).toMatchObject({ error: 'shop_not_permitted' });
  shopify.sameOrganisation = true;
});

test('answers about the shop and the app, with what that cost', async () => {
  const { data, extensions } = await ask(
    '{ shop { name myshopifyDomain currencyCode ianaTimezone } currentAppInstallation { accessScopes { handle } } }',
  );
  expect(data.shop).toEqual({
    name: 'Mat & Gi',
    myshopifyDomain: 'mat-and-gi.myshopify.com',
    currencyCode: 'EUR',
    ianaTimezone: 'Europe/Berlin',
  });
  expect(data.currentAppInstallation.accessScopes[1]).toEqual({ handle: 'read_orders' });
  expect(extensions.cost).toMatchObject({
    requestedQueryCost: 3,
    actualQueryCost: 3,
    throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1997, restoreRate: 100 },
  });
});

test('knows no field that the published schema does not know', async () => {
  const { data, errors } = await ask('{ customers(first: 1) { nodes { timezone } } }');
  expect(data).toBeUndefined();
  expect(errors[0]).toMatchObject({
    message: "Field 'timezone' doesn't exist on type 'Customer'",
    extensions: { code: 'undefinedField', typeName: 'Customer', fieldName: 'timezone' },
  });
});

test('pages, filters and sorts, with ids beyond 2^53 and money without padding', async () => {
  const customer = aCustomer({ id: '820982911946154508', rfmGroup: 'LOYAL' });
  shopify.customers.push(customer);
  for (const day of ['03', '01', '02']) {
    shopify.orders.push(
      anOrder({
        customerId: customer.id,
        number: 1000 + Number(day),
        createdAt: `2026-11-${day}T00:00:00Z`,
        totalPrice: '12.50',
      }),
    );
  }
  shopify.orders[0]!.refunds.push(aRefund(shopify.orders[0]!, '2.50'));
  const query = `query ($after: String) {
    orders(first: 2, after: $after, sortKey: CREATED_AT, query: "created_at:>='2026-11-01T00:00:00Z'") {
      nodes { name customer { id } totalPriceSet { shopMoney { amount } }
        totalRefundedSet { shopMoney { amount } } }
      pageInfo { hasNextPage endCursor }
    }
  }`;
  const first = (await ask(query)).data.orders;
  expect(first.nodes.map(({ name }: { name: string }) => name)).toEqual(['#1001', '#1002']);
  expect(first.nodes[0]).toMatchObject({
    customer: { id: 'gid://shopify/Customer/820982911946154508' },
    totalPriceSet: { shopMoney: { amount: '12.5' } },
    totalRefundedSet: { shopMoney: { amount: '0.0' } },
  });
  const next = (await ask(query, { after: first.pageInfo.endCursor })).data.orders;
  expect(next).toMatchObject({ nodes: [{ name: '#1003' }], pageInfo: { hasNextPage: false } });

  const person = await ask(
    `{ customer(id: "gid://shopify/Customer/820982911946154508") {
      numberOfOrders amountSpent { amount } statistics { rfmGroup } lastOrder { name } } }`,
  );
  expect(person.data.customer).toEqual({
    numberOfOrders: '3',
    amountSpent: { amount: '35.0' },
    statistics: { rfmGroup: 'LOYAL' },
    lastOrder: { name: '#1003' },
  });
});

test('counts up to a limit and says so', async () => {
  shopify.customers.push(aCustomer(), aCustomer(), aCustomer());
  const { data } = await ask(
    '{ few: customersCount(limit: 2) { count precision } all: customersCount(limit: null) { count precision } }',
  );
  expect(data).toEqual({
    few: { count: 2, precision: 'AT_LEAST' },
    all: { count: 3, precision: 'EXACT' },
  });
});

test('shows sixty days of orders without read_all_orders, and none without read_orders', async () => {
  const day = (ago: number) =>
    new Date(Date.now() - ago * 86_400_000).toISOString().replace(/\.\d+/, '');
  shopify.orders.push(anOrder({ createdAt: day(59) }), anOrder({ createdAt: day(61) }));
  shopify.scopes = ['read_customers', 'read_orders'];
  expect((await ask('{ ordersCount { count } }')).data.ordersCount).toEqual({ count: 1 });
  shopify.scopes = ['read_customers'];
  const { data, errors } = await ask('{ ordersCount { count } }');
  expect(data).toEqual({ ordersCount: null });
  expect(errors[0]).toMatchObject({
    path: ['ordersCount'],
    extensions: { code: 'ACCESS_DENIED', requiredAccess: '`read_orders` access scope.' },
  });
});

test('throttles when the bucket is empty, and refuses what no bucket holds', async () => {
  shopify.bucket.restoreRate = 0;
  shopify.bucket.level = 1;
  const answered = await post('{ customers(first: 250) { nodes { id } } }');
  shopify.bucket.restoreRate = 100;
  expect(answered.status).toBe(200);
  const { data, errors, extensions } = await answered.json();
  expect(data).toBeUndefined();
  expect(errors[0]).toMatchObject({ message: 'Throttled', extensions: { code: 'THROTTLED' } });
  expect(extensions.cost).toMatchObject({
    actualQueryCost: null,
    throttleStatus: { currentlyAvailable: 1 },
  });

  const people = Array.from({ length: 12 }, (_, index) => `c${index}: customer { id }`).join(' ');
  const nested = '{ customers(first: 250) { nodes { ' +
    `orders(first: 250) { nodes { ${people} } } } } }`;
  const dear = await ask(nested);
  expect(dear.errors[0].extensions).toMatchObject({ code: 'MAX_COST_EXCEEDED', maxCost: 1000 });
  expect(dear.extensions).toBeUndefined();
});

test('keeps webhook subscriptions, each topic once for an address', async () => {
  const create = `mutation ($uri: String!) {
    webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: $uri, format: JSON }) {
      webhookSubscription { id topic uri } userErrors { field message } } }`;
  const uri = 'https://gym.example/webhooks/shopify';
  const { webhookSubscriptionCreate: made } = (await ask(create, { uri })).data;
  expect(made.webhookSubscription).toMatchObject({ topic: 'ORDERS_CREATE', uri });
  const again = (await ask(create, { uri })).data.webhookSubscriptionCreate;
  expect(again.userErrors[0].message).toBe('Address for this topic has already been taken');
  expect(shopify.subscriptions).toHaveLength(1);
  await ask(
    'mutation ($id: ID!) { webhookSubscriptionDelete(id: $id) { userErrors { message } } }',
    {
      id: made.webhookSubscription.id,
    },
  );
  expect(shopify.subscriptions).toEqual([]);
});

test('fails as it is told: a status, a cut, half an answer, a slow one', async () => {
  shopify.failNext('graphql', 503, 402, 429, 'cut', 'half', { slow: 30 });
  const page = await post('{ shop { name } }');
  expect([page.status, (await page.text()).slice(0, 15)]).toEqual([503, '<!DOCTYPE html>']);
  expect(await (await post('{ shop { name } }')).json()).toEqual({ errors: 'Unavailable Shop' });
  expect((await post('{ shop { name } }')).headers.get('retry-after')).toBe('2.0');
  await expect(post('{ shop { name } }')).rejects.toThrow();
  await expect(ask('{ shop { name } }')).rejects.toThrow();
  expect((await ask('{ shop { name } }')).data).toEqual({ shop: { name: 'Mat & Gi' } });
  expect(shopify.requests.at(-1)).toMatchObject({ at: 'graphql', method: 'POST' });
});

test('fails by chance as often as it is told, the same way for a seed', async () => {
  const statuses = async () => {
    const seen: number[] = [];
    for (let times = 0; times < 40; times++) seen.push((await post('{ shop { name } }')).status);
    return seen;
  };
  shopify.failures.random(50, [500, 402], 3);
  const seen = await statuses();
  shopify.failures.random(50, [500, 402], 3);
  expect(await statuses()).toEqual(seen);
  expect(new Set(seen)).toEqual(new Set([200, 402, 500]));
  shopify.failures.random(0);
  expect(new Set(await statuses())).toEqual(new Set([200]));
});

test('is several shops on one server, each with what is its own', async () => {
  const other = shopify.open('other.myshopify.com');
  other.name = 'Other';
  expect((await post('{ shop { name } }', {}, other.origin)).status).toBe(401);
  token = other.issueToken();
  const answered = await post('{ shop { name } }', {}, other.origin);
  expect((await answered.json()).data).toEqual({ shop: { name: 'Other' } });
  token = shopify.issueToken();
  const named = await post('{ shop { name } }', {}, `${shopify.origin}/${shopify.domain}`);
  expect((await named.json()).data).toEqual({ shop: { name: 'Mat & Gi' } });
});
