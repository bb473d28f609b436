import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { stack } from '../../testkit/http/stack.ts';
import { type ShopifyDouble, startShopify } from '../../testkit/doubles/shopify/server.ts';
import { found, type Someone, someone } from './support/callers.ts';

let shopify: ShopifyDouble;
let manager: Someone;
let stranger: Someone;
let gym_id = '';
let id = '';

const credentials = (more: Record<string, string> = {}) => ({
  kind: 'client_credentials',
  client_id: shopify.clientId,
  client_secret: shopify.clientSecret,
  ...more,
});
const connect = (more: Record<string, unknown> = {}, who = manager) =>
  call(who.client, 'POST', 'store/shops', {
    body: { gym_id, domain: shopify.domain, credentials: credentials(), ...more },
  });
const refused = (status: number, code: string, field?: string) => ({
  status,
  body: { code, ...field && { errors: [{ field }] } },
});

beforeAll(async () => {
  shopify = await startShopify('e2e-shop.myshopify.com', stack().shopifyPort);
  expect(shopify.origin).toContain(`:${stack().shopifyPort}`);
  [manager, stranger] = [await someone('Mia'), await someone('Sid')];
  gym_id = await found(manager);
});
afterAll(() => shopify?.stop());

describe('a shop', () => {
  it('is not connected by what Shopify refuses, which is told by its field', async () => {
    expect(await connect({ credentials: credentials({ client_secret: 'x' }) })).toMatchObject(
      refused(422, 'shopify_secret_refused', 'body.credentials.client_secret'),
    );
    expect(await connect({ credentials: { ...credentials(), kind: 'password' } })).toMatchObject(
      refused(400, 'invalid_input', 'body.credentials.kind'),
    );
    expect(await connect({ domain: 'evil.test' })).toMatchObject(
      refused(400, 'invalid_input', 'body.domain'),
    );
    expect(await connect({}, stranger)).toMatchObject(refused(403, 'not_a_manager'));
    shopify.failNext('token', 503);
    expect(await connect()).toMatchObject(refused(503, 'shopify_unavailable'));
    const listed = await call(manager.client, 'GET', `store/shops?gym_id=${gym_id}`);
    expect(listed.body).toEqual({ items: [], next_cursor: null });
  });

  it('is connected by a manager, and seen by nobody else', async () => {
    const made = await connect();
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ gym_id, domain: shopify.domain, state: 'connected' });
    id = made.body.id;
    const listed = await call(manager.client, 'GET', `store/shops?gym_id=${gym_id}`);
    expect(listed.body.items).toEqual([made.body]);
    expect((await call(manager.client, 'GET', `store/shops/${id}`)).body).toEqual(made.body);
    expect(await call(stranger.client, 'GET', `store/shops/${id}`)).toMatchObject(
      refused(404, 'shop_not_found'),
    );
    expect((await call(stranger.client, 'GET', `store/shops?gym_id=${gym_id}`)).body.items)
      .toEqual([]);
    const elsewhere = await found(stranger);
    expect(await connect({ gym_id: elsewhere }, stranger)).toMatchObject(
      refused(409, 'shop_domain_taken', 'body.domain'),
    );
  });

  it('is reckoned with as its manager wants, against the version they read', async () => {
    const path = `store/shops/${id}`;
    const { headers } = await call(manager.client, 'GET', path);
    const ifMatch = { 'if-match': headers.get('etag')! };
    const body = { segment_order: 'most_specific' };
    expect(await call(manager.client, 'PATCH', path, { body, headers: ifMatch })).toMatchObject({
      ...{ status: 200, body: { segment_order: 'most_specific' } },
    });
    expect(await call(manager.client, 'PATCH', path, { body, headers: ifMatch })).toMatchObject(
      refused(412, 'precondition_failed'),
    );
    expect(await call(stranger.client, 'PATCH', path, { body })).toMatchObject(
      refused(404, 'shop_not_found'),
    );
    expect(await call(manager.client, 'PATCH', path, { body: { state: 'connected' } }))
      .toMatchObject(refused(400, 'invalid_input'));
  });

  it('takes other credentials, and tells what it may read', async () => {
    const path = `store/shops/${id}/credentials`;
    const body = {
      ...{ kind: 'offline_token', access_token: 'shpat_x' },
      client_secret: shopify.clientSecret,
    };
    expect(await call(manager.client, 'PUT', path, { body })).toMatchObject(
      refused(422, 'shopify_token_refused', 'body.access_token'),
    );
    shopify.scopes = ['read_customers', 'read_orders'];
    body.access_token = shopify.issueToken();
    expect(await call(manager.client, 'PUT', path, { body })).toMatchObject({
      ...{ status: 200, body: { id, state: 'truncated' } },
    });
    expect(await call(stranger.client, 'PUT', path, { body })).toMatchObject(
      refused(404, 'shop_not_found'),
    );
  });

  it('has its token renewed by the queue', async () => {
    await call(manager.client, 'PUT', `store/shops/${id}/credentials`, { body: credentials() });
    const tokens = shopify.tokens.length;
    shopify.scopes = ['read_customers', 'read_orders', 'read_all_orders'];
    const admin = postgres(stack().adminUrl, { max: 1 });
    await admin`update private.shop_credentials set renew_at = now() where shop_id = ${id}`;
    await admin`update private.jobs set run_at = now() where kind = 'renew_shop_tokens'`;
    await admin.end();
    await vi.waitFor(async () => {
      expect(shopify.tokens.length).toBeGreaterThan(tokens);
      const { body } = await call(manager.client, 'GET', `store/shops/${id}`);
      expect(body.state).toBe('connected');
    }, { timeout: 20_000, interval: 200 });
  });

  it('is disconnected, and free for another gym', async () => {
    const path = `store/shops/${id}`;
    expect(await call(stranger.client, 'DELETE', path)).toMatchObject(
      refused(404, 'shop_not_found'),
    );
    const closed = await call(manager.client, 'DELETE', path);
    expect(closed).toMatchObject({ status: 200, body: { id, state: 'uninstalled' } });
    expect((await call(manager.client, 'DELETE', path)).body).toEqual(closed.body);
    const body = credentials();
    expect(await call(manager.client, 'PUT', `${path}/credentials`, { body })).toMatchObject(
      refused(409, 'shop_uninstalled'),
    );
    const theirs = await connect({ gym_id: await found(stranger) }, stranger);
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(id);
  });
});
