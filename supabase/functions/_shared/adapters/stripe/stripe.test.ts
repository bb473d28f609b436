import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pay } from '../../../../../local/stripe/life.ts';
import { type Payments, PaymentsError } from '../../../../../src/payments.ts';
import {
  FAULTS,
  startStripe,
  type StripeDouble,
} from '../../../../../testkit/doubles/stripe/server.ts';
import { createStripe } from './create-stripe.ts';

let stripe: StripeDouble;
let payments: Payments;
beforeAll(async () => {
  stripe = await startStripe();
  payments = portTo({ STRIPE_SECRET_KEY: stripe.key })!;
});
afterAll(() => stripe.stop());
beforeEach(() => {
  stripe.fault = () => undefined;
  stripe.calls.length = 0;
});

const portTo = (env: { STRIPE_SECRET_KEY?: string; STRIPE_MODE?: 'live' | 'test' }) =>
  createStripe({
    ...{ STRIPE_API_URL: stripe.url, STRIPE_MODE: 'test', STRIPE_SECRET_KEY: undefined },
    ...{ STRIPE_PORTAL_CONFIGURATION: undefined, ...env },
  });

const order = (key: string = crypto.randomUUID()) => ({
  ...{ user_id: crypto.randomUUID(), price_id: 'price_local_pro_month', customer_id: null, key },
  ...{ email: null, success_url: 'https://app.test/?a=1&b[c]=2', cancel_url: 'https://app.test' },
});
const failing = async (call: () => Promise<unknown>): Promise<string> => {
  try {
    await call();
    return 'nothing';
  } catch (error) {
    if (!(error instanceof PaymentsError)) throw error;
    return error.fault;
  }
};

describe('the port to Stripe', () => {
  it('writes beside a checkout whose it is, and where it leads', async () => {
    const one = order();
    const { url, expires_at } = await payments.openCheckout({ ...one, email: 'ana@a.test' });
    expect(expires_at.getTime()).toBeGreaterThan(Date.now() + 3_600_000);
    expect(stripe.book.sessions[url.split('/').at(-1)!]).toMatchObject({
      ...{ user_id: one.user_id, client_reference_id: one.user_id, email: 'ana@a.test' },
      ...{ success_url: one.success_url, customer: null },
    });
  });

  it('asks with the key of the caller, so that a repeat is the same page', async () => {
    const one = order();
    const pages = [await payments.openCheckout(one), await payments.openCheckout(one)];
    expect(pages[0]).toEqual(pages[1]);
    expect(stripe.calls.map(({ headers }) => headers['idempotency-key'])).toEqual([
      one.key,
      one.key,
    ]);
    expect(await failing(() => payments.openCheckout({ ...one, email: 'b@a.test' }))).toBe(
      'refused',
    );
  });

  it('does what was lost on the way once more, and once', async () => {
    for (const fault of ['reset_before_reading', 'reset_after_doing', 'server_error'] as const) {
      stripe.calls.length = 0;
      stripe.fault = (call) => call === 0 ? fault : undefined;
      const before = Object.keys(stripe.book.sessions).length;
      await payments.openCheckout(order());
      expect(Object.keys(stripe.book.sessions)).toHaveLength(before + 1);
      expect(stripe.calls).toHaveLength(2);
    }
  });

  it.each(FAULTS)('tells what is wrong where it goes on: %s', async (fault) => {
    stripe.fault = () => fault;
    const wanted = fault === 'wrong_key' ? 'refused' : 'unavailable';
    expect(await failing(() => payments.openCheckout(order()))).toBe(wanted);
    expect(await failing(() => payments.readSubscription('sub_1'))).toBe(wanted);
  });

  it('tells how long it is to be left alone, and nothing of what was sent', async () => {
    stripe.fault = () => 'too_many_requests';
    const error = await payments.openCheckout(order()).catch((error) => error);
    expect(error).toMatchObject({ fault: 'unavailable', retryAfterMs: 7_000 });
    expect(error.message).toBe('StripeRateLimitError');
    expect(stripe.calls).toHaveLength(1);
  });

  it('reads a subscription as of a second that was before, and none where there is none', async () => {
    const { url } = await payments.openCheckout(order());
    const now = Math.floor(Date.now() / 1000);
    pay(stripe.book, stripe.book.sessions[url.split('/').at(-1)!]!, now);
    const { id, customer } = Object.values(stripe.book.subscriptions).at(-1)!;
    const read = (await payments.readSubscription(id))!;
    expect(read.subscription).toMatchObject({ id, customer, status: 'active' });
    expect(read.read_at.getTime() % 1000).toBe(0);
    expect(read.read_at.getTime()).toBeLessThanOrEqual(Date.now());
    expect(read.read_at.getTime()).toBeGreaterThan(Date.now() - 5_000);
    expect(await payments.readSubscription('sub_unknown')).toBeUndefined();

    expect(await payments.openPortal({ customer_id: customer, return_url: 'https://app.test' }))
      .toMatchObject({ url: expect.stringContaining('portal') });
    await payments.forgetCustomer(customer);
    await payments.forgetCustomer(customer);
    expect(stripe.book.subscriptions[id]).toMatchObject({ status: 'canceled' });
    expect(stripe.told.map(({ type }) => type)).toEqual([
      'customer.subscription.deleted',
      'customer.deleted',
    ]);
    const portal = { customer_id: customer, return_url: 'https://app.test' };
    expect(await failing(() => payments.openPortal(portal))).toBe('customer_gone');
    expect(await failing(() => payments.openCheckout({ ...order(), customer_id: customer })))
      .toBe('customer_gone');
    expect(await failing(() => payments.openCheckout({ ...order(), price_id: 'price_of_nobody' })))
      .toBe('refused');
  });

  it('is there with a key of the mode that the server is set to', () => {
    expect(portTo({})).toBeUndefined();
    expect(() => portTo({ STRIPE_SECRET_KEY: 'sk_live_x' })).toThrow('STRIPE_SECRET_KEY');
    expect(portTo({ STRIPE_SECRET_KEY: 'rk_live_x', STRIPE_MODE: 'live' })).toBeDefined();
  });
});
