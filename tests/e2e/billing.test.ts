import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { stack } from '../../testkit/http/stack.ts';
import { type Someone, someone } from './support/callers.ts';

const { status: { api_url, secret_key } } = stack();
const app = 'http://localhost:3000';
const wanted = { plan: 'pro', success_url: `${app}/?paid=1`, cancel_url: `${app}/plan` };

/** Presses a button of the stand-in's pages, as a browser does. */
const press = (does: string, of: string, back = '/stripe') =>
  fetch(`${api_url}/stripe/do`, {
    method: 'POST',
    body: new URLSearchParams({ does, of, back }),
    redirect: 'manual',
  });

const checkout = ({ client }: Someone, body: object = {}, headers: Record<string, string> = {}) =>
  call(client, 'POST', 'billing/checkout', { body: { ...wanted, ...body }, headers });
const portal = ({ client }: Someone, body: object = {}) =>
  call(client, 'POST', 'billing/portal', { body: { return_url: app, ...body } });
const subscription = async ({ client }: Someone) =>
  (await call(client, 'GET', 'billing/subscription')).body;
const quota = async ({ client }: Someone) => (await call(client, 'GET', 'agent/usage')).body.quota;
const sessionOf = (url: string) => url.split('/').at(-1)!;

/** Somebody who has paid, and their subscription's id as its page shows it. */
async function subscriber() {
  const who = await someone('Payer');
  const { status, body } = await checkout(who);
  expect(status).toBe(200);
  const paid = await press('pay', sessionOf(body.url));
  expect([paid.status, paid.headers.get('location')]).toEqual([303, wanted.success_url]);
  const { url } = (await portal(who)).body;
  const page = await (await fetch(url)).text();
  return { who, url, id: /sub_[0-9a-f]+/.exec(page)![0] };
}

describe('a plan', () => {
  it('is paid for on a page, holds at once, and no longer when it was cancelled', async () => {
    const who = await someone('Payer');
    await call(who.client, 'GET', 'identity/me');
    expect(await subscription(who)).toEqual({
      ...{ plan: 'free', subscription_status: 'none', current_period_end: null },
      ...{ cancel_at_period_end: false, cancel_at: null, has_portal: false },
    });
    expect(await quota(who)).toBe(50);
    const { body: { url } } = await checkout(who);
    const page = await (await fetch(url)).text();
    expect(page).toContain('pay with a declined card');
    // What fails first, fails: the page stays open for another card.
    await press('pay with a declined card', sessionOf(url));
    expect(await subscription(who)).toMatchObject({
      ...{ plan: 'free', subscription_status: 'incomplete' },
    });
    await press('pay', sessionOf(url));
    expect(await subscription(who)).toMatchObject({ plan: 'pro', subscription_status: 'active' });
    expect(await quota(who)).toBe(2000);
    expect(await checkout(who)).toMatchObject({
      status: 409,
      body: { code: 'already_subscribed' },
    });
  });

  it('holds while a payment is tried again, until its end where it was cancelled', async () => {
    const { who, url, id } = await subscriber();
    const back = new URL(url).pathname;
    // Faster than seconds, what is told differs within one of them: then Stripe is asked, by a job.
    const step = async (does: string, comesTo: object) => {
      expect((await press(does, id, back)).headers.get('location')).toBe(back);
      await expect.poll(() => subscription(who), { timeout: 20_000, interval: 300 })
        .toMatchObject(comesTo);
    };
    await step('let a payment fail', { plan: 'pro', subscription_status: 'past_due' });
    await step('give up', { plan: 'free', subscription_status: 'unpaid' });
    await step('pay what is open', { plan: 'pro', subscription_status: 'active' });
    await step('cancel at the end', { plan: 'pro', cancel_at_period_end: true });
    const cancelled = await subscription(who);
    expect(cancelled.cancel_at).toBe(cancelled.current_period_end);
    await step('keep it', { cancel_at_period_end: false, cancel_at: null });
    await step('cancel now', {
      ...{ plan: 'free', subscription_status: 'canceled', current_period_end: null },
    });
    expect(await quota(who)).toBe(50);
    // Another one is of the same customer.
    expect((await checkout(who)).status).toBe(200);
  }, 90_000);

  it('is asked for once by one key, and for another page by another request', async () => {
    const who = await someone('Payer');
    const key = { 'idempotency-key': randomUUID() };
    const [first, second] = await Promise.all([checkout(who, {}, key), checkout(who, {}, key)]);
    expect(first.body.url).toBe(second.body.url);
    const yearly = await checkout(who, { interval: 'year' }, key);
    expect(yearly.status).toBe(200);
    expect(yearly.body.url).not.toBe(first.body.url);
    const other = await checkout(await someone('Other'), {}, key);
    expect(other.body.url).not.toBe(first.body.url);
  });

  it('is paid for by nobody who was erased: Stripe forgets them', async () => {
    const { who, url } = await subscriber();
    expect((await call(who.client, 'DELETE', 'identity/me')).status).toBe(200);
    await fetch(`${api_url}/functions/v1/jobs/run`, {
      ...{ method: 'POST', headers: { apikey: secret_key } },
    });
    await expect.poll(async () => await (await fetch(url)).text(), { timeout: 10_000 })
      .toContain('canceled');
  });
});

describe('a page', () => {
  it('leads back to this app only, and is opened for nobody else', async () => {
    const { who } = await subscriber();
    const stranger = await someone('Stranger');
    for (
      const url of [
        'https://evil.test/',
        'http://localhost.evil.test:3000/',
        'http://localhost:3000@evil.test/',
        'http://localhost:3001/',
      ]
    ) {
      expect(await checkout(stranger, { success_url: url })).toMatchObject({
        status: 422,
        body: { code: 'return_url_not_allowed', errors: [{ field: 'body.success_url' }] },
      });
      expect(await portal(who, { return_url: url })).toMatchObject({ status: 422 });
    }
    expect(await portal(stranger)).toMatchObject({
      status: 404,
      body: { code: 'no_subscription' },
    });
    // No field says whose.
    expect(await portal(stranger, { customer_id: 'cus_1' })).toMatchObject({ status: 400 });
    expect(await checkout(stranger, { plan: 'free' })).toMatchObject({ status: 400 });
    expect(await checkout(stranger, { cancel_url: 'javascript:alert(1)' })).toMatchObject({
      status: 400,
    });
  });

  it('is opened for who is signed in', async () => {
    for (const path of ['checkout', 'portal', 'subscription']) {
      const answer = await fetch(`${api_url}/functions/v1/billing/${path}`, {
        method: path === 'subscription' ? 'GET' : 'POST',
      });
      expect(answer.status).toBe(401);
    }
  });
});

describe('what a product stands for', () => {
  const admin = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${api_url}/functions/v1/admin/${path}`, {
      ...{ method, headers: { apikey: secret_key, 'content-type': 'application/json' } },
      ...body && { body: JSON.stringify(body) },
    });
    return { status: answer.status, body: await answer.json() };
  };

  it('says the operator, one product being sold for a plan', async () => {
    const product_id = `prod_${randomUUID()}`;
    const price = `price_${randomUUID()}`;
    expect(await admin('PUT', `products/${product_id}`, { plan: 'pro', monthly_price_id: price }))
      .toMatchObject({ status: 409, body: { code: 'plan_sold_already' } });
    expect(await admin('PUT', `products/${product_id}`, { plan: 'pro' })).toMatchObject({
      ...{ status: 200, body: { product_id, plan: 'pro', monthly_price_id: null } },
    });
    const { body } = await admin('GET', 'products');
    expect(body.items.map((one: { product_id: string }) => one.product_id))
      .toEqual(expect.arrayContaining([product_id, 'prod_local_pro']));
  });
});
