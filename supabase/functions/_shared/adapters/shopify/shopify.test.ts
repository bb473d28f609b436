import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '../../../../../local/stack/settings/ports.ts';
import { type ShopifyDouble, startShopify } from '../../../../../testkit/doubles/shopify/server.ts';
import { createShopify } from './create-shopify.ts';
import { restoredInMs } from './throttle.ts';

let double: ShopifyDouble;
const shopify = () => createShopify({ SHOPIFY_API_URL: `${double.origin}/{shop}` });
const app = () => ({
  domain: double.domain,
  client_id: double.clientId,
  client_secret: double.clientSecret,
});
const soon = (ms = 5_000) => ({ signal: new AbortController().signal, deadline: Date.now() + ms });
const CURRENCY = { document: '{ shop { currencyCode } }' };
const ask = (question: { document: string } = CURRENCY, patience = soon()) =>
  shopify().query({ domain: double.domain, token: double.issueToken() }, question, patience);

beforeAll(async () => {
  double = await startShopify('adapter.myshopify.com');
});
afterAll(() => double.stop());
beforeEach(() => {
  Object.assign(double, { installed: true, sameOrganisation: true, requests: [] });
});

describe('a grant', () => {
  it('is a token of a day, with its scopes', async () => {
    const granted = await shopify().grant(app(), soon());
    expect(granted.scopes).toEqual(['read_customers', 'read_orders', 'read_all_orders']);
    expect(granted.expires_at.getTime() - Date.now()).toBeGreaterThan(86_000_000);
    const at = { domain: double.domain, token: granted.token };
    expect(await shopify().query(at, CURRENCY, soon())).toEqual({ shop: { currencyCode: 'EUR' } });
  });

  it.each([
    ['another client', { client_id: 'x' }, {}, 'refused', 'application_cannot_be_found'],
    ['another secret', { client_secret: 'x' }, {}, 'refused', 'invalid_request'],
    ['an app that is not there', {}, { installed: false }, 'uninstalled', 'app_not_installed'],
    ['a strange shop', {}, { sameOrganisation: false }, 'uninstalled', 'shop_not_permitted'],
  ])('is refused to %s, without a word of the secret', async (_who, changed, state, ...facts) => {
    Object.assign(double, state);
    const error = await shopify().grant({ ...app(), ...changed }, soon()).catch((e) => e);
    expect([error.fault, error.reason]).toEqual(facts);
    expect(error.message).not.toContain(double.clientSecret);
  });

  it.each(
    [[503, 'unavailable'], ['cut', 'unavailable'], ['half', 'unavailable'], [404, 'uninstalled'], [
      429,
      'throttled',
    ], [402, 'unavailable']] as const,
  )('that meets %s is %s', async (failure, fault) => {
    double.failNext('token', failure);
    await expect(shopify().grant(app(), soon())).rejects.toMatchObject({ fault });
  });
});

describe('a query', () => {
  it.each(
    [
      [401, 'refused'],
      [402, 'unavailable'],
      [403, 'unavailable'],
      [404, 'uninstalled'],
      [423, 'unavailable'],
      [500, 'unavailable'],
      [503, 'unavailable'],
      ['cut', 'unavailable'],
      ['half', 'unavailable'],
    ] as const,
  )('that meets %s is %s', async (failure, fault) => {
    double.failNext('graphql', failure);
    await expect(ask()).rejects.toMatchObject({ name: 'ShopifyError', fault });
  });

  it('that Shopify does not know is invalid, and one without its scope denied', async () => {
    await expect(ask({ document: '{ shop { moon } }' })).rejects.toMatchObject({
      fault: 'invalid',
    });
    double.scopes = [];
    await expect(ask({ document: '{ orders(first: 1) { edges { node { id } } } }' }))
      .rejects.toMatchObject({ fault: 'denied', reason: 'ACCESS_DENIED' });
    double.scopes = ['read_customers', 'read_orders', 'read_all_orders'];
  });

  it('waits while the cost limit is restored', async () => {
    const began = Date.now();
    // Full again when it is asked the second time, however slow this machine is.
    double.now = () => began + (double.requests.length > 1 ? 60_000 : 0);
    double.bucket.level = 0;
    const orders = { document: '{ orders(first: 2) { edges { node { id } } } }' };
    expect(await ask(orders)).toMatchObject({ orders: {} });
    expect(double.requests).toHaveLength(2);
    double.now = Date.now;
  });

  it('waits no longer than its deadline or its signal lets it', async () => {
    double.bucket.level = 0;
    double.bucket.restoreRate = 0.5;
    const orders = { document: '{ orders(first: 50) { edges { node { id } } } }' };
    const error = await ask(orders, soon(200)).catch((e) => e);
    expect(error).toMatchObject({ fault: 'throttled' });
    expect(error.retryAfterMs).toBeGreaterThan(200);
    const stop = new AbortController();
    const waiting = ask(orders, { signal: stop.signal, deadline: Date.now() + 60_000 });
    setTimeout(() => stop.abort(new Error('The job was cancelled')), 50);
    await expect(waiting).rejects.toThrow('The job was cancelled');
    Object.assign(double.bucket, { level: 2000, restoreRate: 100 });
  });

  it('comes again after as long as a 429 says', async () => {
    double.failNext('graphql', 429);
    const began = Date.now();
    expect(await ask()).toEqual({ shop: { currencyCode: 'EUR' } });
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_990);
    double.failNext('graphql', 429);
    await expect(ask(CURRENCY, soon(1_000))).rejects.toMatchObject({ fault: 'throttled' });
  });
});

describe('what answers instead of Shopify', () => {
  let server: Server;
  let origin = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url?.startsWith('/moved')) {
        return response.writeHead(302, { location: double.origin }).end();
      }
      if (request.url?.startsWith('/page')) return response.end('<html></html>');
      // More than anybody reads.
      const chunk = Buffer.alloc(1024 * 1024, ' ');
      const more = () => {
        while (response.writable && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    origin = `http://127.0.0.1:${await listen(server, 0)}`;
  });
  afterAll(() => void server.close());

  it.each(['moved', 'page', 'endless'])('is not believed: %s', async (domain) => {
    const other = createShopify({ SHOPIFY_API_URL: `${origin}/{shop}` });
    double.requests = [];
    await expect(other.query({ domain, token: 'shpat_x' }, CURRENCY, soon()))
      .rejects.toMatchObject({ fault: 'unavailable' });
    expect(double.requests).toEqual([]);
  });
});

describe('restoredInMs', () => {
  const cost = (requestedQueryCost: number, currentlyAvailable: number) => ({
    requestedQueryCost,
    throttleStatus: { maximumAvailable: 2000, currentlyAvailable, restoreRate: 100 },
  });
  it.each([
    [cost(150, 50), 1_000],
    [cost(51, 50), 100],
    [cost(2001, 2000), undefined],
    [undefined, 1_000],
  ])('reckons %j as %s', (asked, ms) => expect(restoredInMs(asked)).toBe(ms));
});
