import { z } from 'zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runJobs } from '../../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../../src/jobs/register-job.ts';
import { readShopAccess } from '../../../../src/store/shops/access/shop-access.ts';
import { renewShopToken } from '../../../../src/store/shops/access/renew-shop-token.ts';
import { renewShopTokens } from '../../../../src/store/shops/access/renew-shop-tokens.ts';
import { renewToken } from '../../../../src/store/shops/access/renew-token.ts';
import { replaceCredentials } from '../../../../src/store/shops/replace-credentials.ts';
import { subscribeShop, TOPICS } from '../../../../src/store/shops/subscribe-shop.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { type ShopifyDouble, startShopify } from '../../../../testkit/doubles/shopify/server.ts';
import type { FakeShop } from '../../../../testkit/doubles/shopify/shop.ts';
import { gymsWithShops, type Managed } from './support/gyms-with-shops.ts';

const under = useDoor({ poolSize: 10 });
let double: ShopifyDouble;
const at = gymsWithShops(under, () => double);

let gym: Managed;
let shop: FakeShop;
let shop_id = '';
let shops = 0;

const DELIVERIES = 'https://project.supabase.co/functions/v1/webhooks/shopify';
const CURRENCY = { document: '{ shop { currencyCode } }' };
const Currency = z.object({ shop: z.object({ currencyCode: z.string() }) });
const soon = () => ({ signal: new AbortController().signal, deadline: Date.now() + 5_000 });
const ask = async () =>
  (await (await at.open(shop_id)).query(Currency, CURRENCY, soon())).shop.currencyCode;
const granted = () => shop.requests.filter(({ at }) => at === 'token').length;
const set = (columns: Record<string, Date | null>) =>
  under.admin`update private.shop_credentials set ${under.admin(columns)}
    where shop_id = ${shop_id}`;

/** Runs the queue as the function `jobs` does, until nothing is due. */
function work(deliveriesUrl = DELIVERIES) {
  const ctx = { ...at.system(), deliveriesUrl };
  const jobs = [
    registerJob(renewShopTokens, ctx),
    registerJob(renewShopToken, ctx),
    registerJob(subscribeShop, ctx),
  ];
  return runJobs({ db: ctx.db, jobs }, { budgetMs: 10_000 });
}
/** The recurring job comes by again. */
const tend = async () => {
  await under.admin`delete from private.jobs`;
  await work();
};

beforeAll(async () => {
  double = await startShopify();
});
afterAll(() => double.stop());
beforeEach(async () => {
  await under.admin`delete from private.shop_credentials`;
  await under.admin`delete from private.jobs`;
  gym = await at.gym();
  shop = double.open(`token-${++shops}.myshopify.com`);
  shop_id = (await at.connect(gym, shop)).id;
});

describe('the token of a shop', () => {
  it('is renewed before it ends, while jobs that use the old one go on', async () => {
    const [first] = shop.tokens;
    await tend();
    expect(granted()).toBe(1);
    await set({ renew_at: new Date() });
    await tend();
    expect(granted()).toBe(2);
    const kept = await at.credentials(shop_id);
    expect(kept!.renew_at.getTime() - Date.now()).toBeGreaterThan(17 * 3_600_000);
    expect(kept!.token_expires_at.getTime() - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
    shop.tokens = shop.tokens.filter((token) => token !== first);
    expect(await ask()).toBe('EUR');
    expect(granted()).toBe(2);
  });

  it('is renewed at once when Shopify no longer takes it, also by ten who ask at once', async () => {
    shop.tokens = [];
    const admin = await at.open(shop_id);
    expect(await admin.query(Currency, CURRENCY, soon())).toEqual({
      shop: { currencyCode: 'EUR' },
    });
    expect(granted()).toBe(2);
    shop.tokens = [];
    expect(await Promise.all(Array.from({ length: 10 }, ask))).toEqual(Array(10).fill('EUR'));
    expect(await at.stateOf(shop_id)).toBe('connected');
  });

  it('is renewed before a query where it has ended', async () => {
    await set({ token_expires_at: new Date(Date.now() + 1_000) });
    expect(await ask()).toBe('EUR');
    expect(shop.requests.map(({ at }) => at).slice(-2)).toEqual(['token', 'graphql']);
  });

  it('is one, where two renew it at once: the other takes that', async () => {
    const access = (await readShopAccess(at.system().db, shop_id))!;
    const both = await Promise.all(
      [1, 2].map(() => renewToken(at.system(), shop_id, access, soon())),
    );
    expect(both[0]!.access.sealed_token).toBe(both[1]!.access.sealed_token);
    expect(both[0]!.token).toBe(both[1]!.token);
    expect(granted()).toBe(3);
  });
});

describe('credentials that Shopify refuses', () => {
  it('make the shop stale, and are tried again the next day', async () => {
    shop.clientSecret = 'shpss_changed';
    await set({ renew_at: new Date() });
    await tend();
    expect(await at.stateOf(shop_id)).toBe('stale');
    expect(await at.trail(gym.gym_id)).toEqual(['shop_connected', 'shop_refused']);
    const { renew_at } = (await at.credentials(shop_id))!;
    expect(renew_at.getTime() - Date.now()).toBeGreaterThan(23 * 3_600_000);
    const [job] = await under.admin`
      select status from private.jobs where kind = 'renew_shop_token'`;
    expect(job).toEqual({ status: 'succeeded' });

    await replaceCredentials(gym.ctx, { shop_id, body: at.clientCredentials(shop) });
    expect(await at.stateOf(shop_id)).toBe('connected');
    expect(await ask()).toBe('EUR');
  });

  it('do so where a query finds it out, and only of the credentials that were refused', async () => {
    const access = (await readShopAccess(at.system().db, shop_id))!;
    shop.clientSecret = 'shpss_changed';
    shop.tokens = [];
    await replaceCredentials(gym.ctx, { shop_id, body: at.clientCredentials(shop) });
    const before = { ...shop, clientSecret: shop.clientSecret };
    shop.clientSecret = 'shpss_again';
    await expect(renewToken(at.system(), shop_id, access, soon())).rejects.toMatchObject({
      fault: 'refused',
    });
    expect(await at.stateOf(shop_id)).toBe('connected');
    shop.clientSecret = before.clientSecret;
    shop.uninstall();
    await expect(ask()).rejects.toMatchObject({ fault: 'uninstalled' });
    expect(await at.stateOf(shop_id)).toBe('stale');
    shop.installed = true;
    expect(await ask()).toBe('EUR');
    expect(await at.stateOf(shop_id)).toBe('connected');
  });

  it('are not those that met an outage: the queue tries again', async () => {
    shop.failNext('token', 503);
    await set({ renew_at: new Date() });
    await tend();
    expect(await at.stateOf(shop_id)).toBe('connected');
    // By chance it may have been at once.
    await under.admin`update private.jobs set run_at = now() - interval '1 second'
      where kind = 'renew_shop_token'`;
    await work();
    const [job] = await under.admin`
      select status, attempts from private.jobs where kind = 'renew_shop_token'`;
    expect(job).toMatchObject({ status: 'succeeded', attempts: 2 });
    expect(granted()).toBe(3);
    expect(await at.credentials(shop_id)).toMatchObject({ removed_at: null });
  });
});

describe('scopes', () => {
  it('are read with every renewal', async () => {
    shop.scopes = ['read_customers', 'read_orders'];
    await set({ renew_at: new Date() });
    await tend();
    expect(await at.stateOf(shop_id)).toBe('truncated');
    shop.scopes = ['read_customers', 'read_orders', 'read_all_orders'];
    await set({ renew_at: new Date() });
    await tend();
    expect(await at.stateOf(shop_id)).toBe('connected');
    shop.scopes = ['read_orders'];
    await set({ renew_at: new Date() });
    await tend();
    expect(await at.stateOf(shop_id)).toBe('stale');
  });

  it('are read once a day for a token that stays', async () => {
    const access_token = shop.issueToken();
    const body = { kind: 'offline_token', access_token, client_secret: 'x' } as const;
    await replaceCredentials(gym.ctx, { shop_id, body });
    const kept = await at.credentials(shop_id);
    expect(kept!.renew_at.getTime() - Date.now()).toBeGreaterThan(23 * 3_600_000);
    shop.scopes = ['read_customers', 'read_orders'];
    await set({ renew_at: new Date() });
    await tend();
    expect(await at.stateOf(shop_id)).toBe('truncated');
    expect((await at.credentials(shop_id))!.sealed_token).toBe(kept!.sealed_token);
    shop.tokens = [];
    await expect(ask()).rejects.toMatchObject({ fault: 'refused' });
    expect(await at.stateOf(shop_id)).toBe('stale');
  });
});

describe('subscriptions', () => {
  const topics = () => shop.subscriptions.map(({ topic }) => topic).toSorted();

  it('are made for every topic, once, and again where Shopify has dropped one', async () => {
    await tend();
    await set({ renew_at: new Date() });
    await tend();
    expect(topics()).toEqual([...TOPICS].toSorted());
    expect(new Set(shop.subscriptions.map(({ uri }) => uri))).toEqual(new Set([DELIVERIES]));
    shop.subscriptions.splice(3, 1);
    await set({ renew_at: new Date() });
    await tend();
    expect(topics()).toEqual([...TOPICS].toSorted());
  });

  it('are not made for an address that Shopify does not reach, nor for a shop that is gone', async () => {
    await work('http://127.0.0.1/functions/v1/webhooks/shopify');
    expect(topics()).toEqual([]);
    await under.admin`delete from private.jobs`;
    await under.admin`
      select private.enqueue_job('subscribe_shop', jsonb_build_object('shop_id', ${shop_id}::text))`;
    await under.admin`select private.uninstall_shop(${shop_id}, now() + interval '1 hour')`;
    await work();
    expect(topics()).toEqual([]);
    const [job] = await under.admin`select status from private.jobs where kind = 'subscribe_shop'`;
    expect(job).toEqual({ status: 'succeeded' });
  });
});

describe('the secrets of a shop that is gone', () => {
  it('are forgotten thirty days later', async () => {
    await under.admin`select private.uninstall_shop(${shop_id}, now() + interval '1 hour')`;
    await set({ removed_at: new Date(Date.now() - 29.9 * 86_400_000) });
    await tend();
    expect(await at.credentials(shop_id)).toBeDefined();
    await set({ removed_at: new Date(Date.now() - 30.1 * 86_400_000) });
    await tend();
    expect(await at.credentials(shop_id)).toBeUndefined();
  });
});
