import process from 'node:process';
import { beforeAll, describe, expect, it } from 'vitest';
import { forgetCustomer } from '../../../src/billing/customers/forget-customer.ts';
import { putProduct } from '../../../src/billing/products/put-product.ts';
import { eraseMe } from '../../../src/identity/privacy/erase-me.ts';
import { personalParts } from '../../../supabase/functions/identity/personal-parts.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { aSubscription, bought, PRO, scenes, T0, told } from './support/scene.ts';

const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 20);

const under = useDoor({ poolSize: 8 });
const at = scenes(under);
beforeAll(at.sell);

const forgotten = async (customer: string) =>
  (await under.admin`select from private.jobs where kind = ${forgetCustomer.kind}
    and payload ->> 'customer_id' = ${customer}`).length;
const left = async (customer: string) =>
  (await under.admin`select from private.stripe_customers where customer_id = ${customer}
    union all select from private.stripe_subscriptions where customer_id = ${customer}`).length;

describe('who is erased', () => {
  it('leaves nothing here, and Stripe is told to forget them', async () => {
    const ana = await at.person();
    const user_id = ana.caller.userId;
    const one = aSubscription({ user_id });
    await at.receive(told('created', one));
    await eraseMe({ ...ana, parts: personalParts });
    expect([await left(one.customer), await forgotten(one.customer)]).toEqual([0, 1]);
    expect(await at.profile(user_id)).toMatchObject({ customer: null, subscription: null });
    // What Stripe tells of its end, and a checkout that was open still.
    expect(await at.receive(told('deleted', { ...one, status: 'canceled' }, T0 + 5))).toBe(
      'ignored',
    );
    const late = aSubscription({ user_id });
    expect(await at.receive(bought(late, user_id))).toBe('ignored');
    expect(await at.receive(told('created', late))).toBe('ignored');
    expect([await left(late.customer), await forgotten(late.customer)]).toEqual([0, 1]);
  });

  it(`while Stripe tells of them leaves nothing, in ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const ana = await at.person();
      const user_id = ana.caller.userId;
      const one = aSubscription({ user_id });
      const events = [told('created', one), bought(one, user_id), told('updated', one, T0 + 1)];
      const outcomes = await Promise.allSettled([
        eraseMe({ ...ana, parts: personalParts }),
        ...events.map((event) => at.receive(event)),
      ]);
      expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
      expect([await left(one.customer), await forgotten(one.customer)]).toEqual([0, 1]);
    }
  }, 30_000 + 500 * ROUNDS);
});

describe('several subscriptions of one person', () => {
  it(`told of at once come to one plan, in ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const user_id = (await at.person()).caller.userId;
      const [ends, stays] = [aSubscription({ user_id }), aSubscription({ user_id })];
      await at.receive(told('created', ends));
      await Promise.all([
        at.receive(told('deleted', { ...ends, status: 'canceled' }, T0 + 1)),
        at.receive(told('created', stays)),
        at.receive(told('updated', ends)),
      ]);
      expect(await at.profile(user_id)).toMatchObject({ plan: 'pro', subscription: stays.id });
    }
  }, 30_000 + 500 * ROUNDS);
});

describe('a product', () => {
  it('that stands for a plan gives it to who has subscribed already', async () => {
    const user_id = (await at.person()).caller.userId;
    const price = { ...PRO, id: 'price_old', product: 'prod_old' };
    await at.receive(told('created', aSubscription({ user_id, price })));
    expect(await at.profile(user_id)).toMatchObject({ plan: 'free', status: 'active' });
    const put = (body: Parameters<typeof putProduct>[1]['body']) =>
      putProduct({ db: at.db() }, { product_id: 'prod_old', body });
    const sold = { plan: 'pro' as const, monthly_price_id: 'price_old', yearly_price_id: null };
    await expect(put(sold)).rejects.toMatchObject({ code: 'plan_sold_already' });
    await put({ ...sold, monthly_price_id: null });
    expect(await at.profile(user_id)).toMatchObject({ plan: 'pro', status: 'active' });
  });
});
