import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { API_VERSION, eventOf, newId } from '../../../local/stripe/objects.ts';
import type { CallerContext } from '../../../src/db/context.ts';
import { readUsage } from '../../../src/agent/usage/read-usage.ts';
import { readSubscription } from '../../../src/billing/subscriptions/read-subscription.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { aSubscription, bought, invoiced, scenes, SHIRT, T0, told } from './support/scene.ts';

const under = useDoor();
const at = scenes(under);
beforeAll(at.sell);

let ana: CallerContext;
let user_id: string;
beforeEach(async () => {
  ana = await at.person();
  user_id = ana.caller.userId;
});

const planOf = async (id = user_id) => {
  const { plan, status } = await at.profile(id);
  return `${plan} ${status}`;
};

describe('what Stripe tells of a subscription', () => {
  it('gives the plan and its quota at once, and takes both back', async () => {
    const one = aSubscription({ user_id });
    expect(await at.receive(told('created', { ...one, status: 'incomplete' }))).toBe('applied');
    expect(await planOf()).toBe('free incomplete');
    expect(await readUsage(ana)).toMatchObject({ plan: 'free', quota: 50 });
    expect(await at.receive(told('updated', one))).toBe('applied');
    expect(await at.profile(user_id)).toEqual({
      ...{ plan: 'pro', status: 'active', customer: one.customer, subscription: one.id },
    });
    expect(await readUsage(ana)).toMatchObject({ plan: 'pro', quota: 2000 });
    const ended = { ...one, status: 'canceled', ended_at: T0 + 9 };
    expect(await at.receive(told('deleted', ended, T0 + 9))).toBe('applied');
    expect(await planOf()).toBe('free canceled');
    expect(await readUsage(ana)).toMatchObject({ plan: 'free', quota: 50 });
  });

  it('holds while a payment is tried again, and no longer once that was given up', async () => {
    const one = aSubscription({ user_id });
    for (
      const [status, plan] of [
        ['past_due', 'pro past_due'],
        ['unpaid', 'free unpaid'],
        ['paused', 'free paused'],
        ['trialing', 'pro trialing'],
        ['of the future', 'free other'],
        ['incomplete_expired', 'free incomplete_expired'],
      ] as const
    ) {
      await at.receive(told('updated', { ...one, id: `${one.id}${status}`, status }));
      expect(await planOf()).toBe(plan);
      await under.admin`delete from private.stripe_subscriptions where user_id = ${user_id}`;
    }
  });

  it('of several is the best that is in force, in any order', async () => {
    const old = aSubscription({ user_id });
    const newer = aSubscription({ user_id, customer: old.customer, created: T0 + 50 });
    await at.receive(told('created', newer, T0 + 50));
    await at.receive(told('updated', { ...old, status: 'canceled' }, T0 + 60));
    expect(await at.profile(user_id)).toMatchObject({ plan: 'pro', subscription: newer.id });
    const shirt = aSubscription({ user_id, price: SHIRT, period_end: T0 * 2 });
    await at.receive(told('created', shirt, T0 + 70));
    expect(await at.profile(user_id)).toMatchObject({ plan: 'pro', subscription: newer.id });
    await at.receive(told('deleted', { ...newer, status: 'canceled' }, T0 + 80));
    expect(await at.profile(user_id)).toMatchObject({
      ...{ plan: 'free', status: 'active', subscription: shirt.id },
    });
  });

  it('is over for good once it is over, however late the rest comes', async () => {
    const one = aSubscription({ user_id });
    await at.receive(told('deleted', { ...one, status: 'canceled' }, T0 + 5));
    expect(await at.receive(told('updated', one, T0 + 6))).toBe('stale');
    expect(await planOf()).toBe('free canceled');
  });

  it('is taken once, also when it is delivered twice at once', async () => {
    const event = told('created', aSubscription({ user_id }));
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => at.receive(event)));
    expect(outcomes.toSorted()).toEqual(['applied', 'duplicate', 'duplicate', 'duplicate']);
  });

  it('is asked for where two of one second differ, and what Stripe answers holds', async () => {
    const one = aSubscription({ user_id });
    const due = { ...one, status: 'past_due' };
    await at.receive(told('created', one));
    await at.receive(told('updated', { ...one, status: 'unpaid' }, T0 + 5, 'evt_b'));
    expect(await at.asked()).not.toContain(one.id);
    await at.receive(told('updated', due, T0 + 5, 'evt_a'));
    expect(await at.asked()).toContain(one.id);
    await at.refresh(due, T0 + 7);
    expect(await planOf()).toBe('pro past_due');
    // What was told before it was asked does not undo the answer; what is told later does.
    expect(await at.receive(told('updated', { ...one, status: 'unpaid' }, T0 + 6))).toBe('stale');
    expect(await at.receive(told('updated', one, T0 + 8))).toBe('applied');
    // An answer that was read before that is no news.
    await at.refresh(due, T0 + 7);
    expect(await planOf()).toBe('pro active');
  });

  it('is asked for soon, also where an invoice has asked for later', async () => {
    const one = aSubscription({ user_id, status: 'unpaid' });
    await at.receive(told('created', one));
    await at.receive(told('updated', one, T0 + 5));
    await at.receive(invoiced(one, true, T0 + 5));
    await at.receive(told('updated', { ...one, status: 'active' }, T0 + 5));
    expect(
      await under.admin`select run_at < now() + interval '5 seconds' as soon from private.jobs
      where payload ->> 'subscription_id' = ${one.id} order by run_at`,
    )
      .toEqual([{ soon: true }, { soon: false }]);
  });

  it('tells the person until when, and that it was cancelled', async () => {
    expect(await readSubscription(ana)).toEqual({
      ...{ plan: 'free', subscription_status: 'none', current_period_end: null },
      ...{ cancel_at_period_end: false, cancel_at: null, has_portal: false },
    });
    const one = aSubscription({ user_id, cancel_at_period_end: true });
    await at.receive(told('created', one));
    const end = new Date(one.period_end * 1000);
    expect(await readSubscription(ana)).toEqual({
      ...{ plan: 'pro', subscription_status: 'active', current_period_end: end },
      ...{ cancel_at_period_end: true, cancel_at: end, has_portal: true },
    });
  });
});

describe('whose it is', () => {
  it('is kept open until it is told, and then all of it counts', async () => {
    const one = aSubscription();
    expect(await at.receive(told('created', one))).toBe('kept');
    expect(await planOf()).toBe('free none');
    expect(await at.receive(bought(one, user_id))).toBe('applied');
    expect(await planOf()).toBe('pro active');
    // What comes later names nobody, and is the customer's.
    expect(await at.receive(told('updated', { ...one, status: 'past_due' }, T0 + 5))).toBe(
      'applied',
    );
    expect(await planOf()).toBe('pro past_due');
  });

  it('is not what somebody wrote into the address of a payment link', async () => {
    const one = aSubscription();
    await at.receive(told('created', one));
    expect(await at.receive(bought(one, null, { claimed: user_id }))).toBe('ignored');
    const other = (await at.person()).caller.userId;
    expect(await at.receive(bought(one, other, { claimed: user_id }))).toBe('ignored');
    expect(await planOf()).toBe('free none');
  });

  it('does not change once it is known', async () => {
    const one = aSubscription({ user_id });
    await at.receive(told('created', one));
    const thief = (await at.person()).caller.userId;
    await at.receive(told('updated', { ...one, user_id: thief }, T0 + 1));
    await at.receive(bought(one, thief, { at: T0 + 2 }));
    expect(await planOf()).toBe('pro active');
    expect(await planOf(thief)).toBe('free none');
  });

  it('is nobody where the id is of nobody', async () => {
    const one = aSubscription({ user_id: crypto.randomUUID() });
    expect(await at.receive(told('created', one))).toBe('kept');
    expect(await at.receive(bought(one, 'x'.repeat(36)))).toBe('ignored');
  });
});

describe('an event', () => {
  it('about an invoice decides nothing, and has Stripe asked where it does not fit', async () => {
    const one = aSubscription({ user_id });
    await at.receive(told('created', one));
    expect(await at.receive(invoiced(one, true, T0 + 1))).toBe('ignored');
    expect(await at.receive(invoiced(one, false, T0 - 1))).toBe('ignored');
    expect(await at.asked()).not.toContain(one.id);
    expect(await at.receive(invoiced(one, false, T0 + 1))).toBe('applied');
    expect(await at.asked()).toContain(one.id);
    expect(await planOf()).toBe('pro active');
    const unheard = aSubscription({ user_id });
    expect(await at.receive(invoiced(unheard, true))).toBe('applied');
    expect(await at.asked()).toContain(unheard.id);
  });

  it('of a checkout has Stripe asked of a subscription that nothing was said of', async () => {
    const one = aSubscription({ user_id });
    expect(await at.receive(bought(one, user_id))).toBe('applied');
    expect(await at.asked()).toContain(one.id);
    await at.refresh(one, T0 + 1);
    expect(await planOf()).toBe('pro active');
  });

  it('of a type that is not known, or of another account, is noted', async () => {
    const unknown = eventOf('charge.dispute.created', { id: 'dp_1' }, T0);
    expect(await at.receive(unknown)).toBe('ignored');
    expect(await at.receive(unknown)).toBe('duplicate');
    const connected = { ...told('created', aSubscription({ user_id })), account: 'acct_1' };
    expect(await at.receive(connected)).toBe('ignored');
    expect(await planOf()).toBe('free none');
    expect(
      await under.admin`select event_type, api_version, problem from private.stripe_events
      where event_id = ${unknown.id}`,
    ).toEqual([
      { event_type: 'charge.dispute.created', api_version: API_VERSION, problem: null },
    ]);
  });

  it('that cannot be read is noted with its field, and taken when it comes again', async () => {
    const id = newId('evt');
    const broken = eventOf('customer.subscription.updated', { id: 'sub_1' }, T0, { id });
    expect(await at.receive(broken)).toBe('unreadable');
    const [{ problem }] = await under.admin`
      select problem from private.stripe_events where event_id = ${id}` as [{ problem: string }];
    expect(problem).toMatch(/^body\.customer: /);
    expect(await at.receive(told('updated', aSubscription({ user_id }), T0, id))).toBe('applied');
    for (const nonsense of [undefined, null, 7, [], {}, { ...broken, created: 1e300 }]) {
      expect(await at.receive(nonsense)).toBe('unreadable');
    }
  });

  it('of the other mode is refused, and nothing is noted', async () => {
    const event = told('created', aSubscription({ user_id }));
    await expect(at.receive(event, true)).rejects.toMatchObject({ code: 'livemode_mismatch' });
    expect(await at.receive(event)).toBe('applied');
  });

  it('of versions before 2025 says the period and the subscription in other places', async () => {
    const one = aSubscription({ user_id });
    const event = told('created', one);
    const { items, ...old } = event.data.object as { items: { data: { price: object }[] } };
    const data = items.data.map(({ price }) => ({ price }));
    await at.receive({
      ...event,
      data: { object: { ...old, current_period_end: one.period_end, items: { data } } },
    });
    expect((await readSubscription(ana)).current_period_end).toEqual(
      new Date(one.period_end * 1000),
    );
    const invoice = { ...invoiced(one, false, T0 + 1) };
    const { parent: _, ...older } = invoice.data.object as { parent: object };
    const unheard = { ...older, subscription: { id: newId('sub'), object: 'subscription' } };
    expect(await at.receive({ ...invoice, data: { object: unheard } })).toBe('applied');
    expect(await at.asked()).toContain(unheard.subscription.id);
  });
});
