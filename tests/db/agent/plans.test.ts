import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listPlans } from '../../../src/agent/plans/list-plans.ts';
import { putPlan } from '../../../src/agent/plans/put-plan.ts';
import { readUsage } from '../../../src/agent/usage/read-usage.ts';
import { listUserPlans } from '../../../src/identity/plans/list-user-plans.ts';
import { putUserPlan } from '../../../src/identity/plans/put-user-plan.ts';
import { readUserPlan } from '../../../src/identity/plans/read-user-plan.ts';
import { eraseMe } from '../../../src/identity/privacy/erase-me.ts';
import { personalParts } from '../../../supabase/functions/identity/personal-parts.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { Asker, outcome } from './support/asker.ts';

const under = useDoor({ poolSize: 8 });
const system = () => ({ db: under.door.asSystem('plans test') });

let ana: Asker;
beforeEach(async () => {
  ana = await Asker.arrive(under);
});
afterEach(async () => {
  await putPlan(system(), { plan: 'free', body: { agent_requests: 50 } });
});

const give = (plan: 'free' | 'pro', version?: Date) =>
  putUserPlan(system(), {
    user_id: ana.ctx.caller.userId,
    body: { plan, subscription_status: plan === 'pro' ? 'active' : 'canceled' },
    version,
  });

describe('a plan', () => {
  it('allows from the next question on what the operator says', async () => {
    await putPlan(system(), { plan: 'free', body: { agent_requests: 1 } });
    expect(await outcome(ana.ask())).toBe('done');
    expect(await outcome(ana.ask())).toBe('quota_exceeded');
    await putPlan(system(), { plan: 'free', body: { agent_requests: 2 } });
    expect(await outcome(ana.ask())).toBe('done');
    expect((await listPlans(system())).items).toMatchObject([
      { plan: 'free', agent_requests: 2 },
      { plan: 'pro', agent_requests: 2000 },
    ]);
  });
});

describe('somebody’s plan', () => {
  it('counts at once on the meter, up and down, and nothing is counted anew', async () => {
    await putPlan(system(), { plan: 'free', body: { agent_requests: 1 } });
    await ana.ask();
    expect(await outcome(ana.ask())).toBe('quota_exceeded');
    expect(await give('pro')).toMatchObject({ plan: 'pro', usage_count: 1 });
    expect(await outcome(ana.ask())).toBe('done');
    expect(await readUsage(ana.ctx)).toMatchObject({ plan: 'pro', quota: 2000, used: 2 });
    await give('free');
    expect(await outcome(ana.ask())).toBe('quota_exceeded');
    expect(await readUsage(ana.ctx)).toMatchObject({ quota: 1, used: 2, remaining: 0 });
    expect(await ana.usage()).toEqual({ count: 2, sum: 2 });
  });

  it('of who asks a lot meanwhile, lets through exactly what it allows', async () => {
    await putPlan(system(), { plan: 'free', body: { agent_requests: 3 } });
    const asked = Array.from({ length: 10 }, () => outcome(ana.ask()));
    const outcomes = await Promise.all([...asked, give('free'), give('free')]);
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(3);
    expect(await ana.usage()).toEqual({ count: 3, sum: 3 });
  });

  it('is written only as it was read, if that is asked for', async () => {
    const user_id = ana.ctx.caller.userId;
    const { updated_at } = await readUserPlan(system(), { user_id });
    await give('pro', updated_at);
    expect(await outcome(give('free', updated_at))).toBe('precondition_failed');
    expect(await readUserPlan(system(), { user_id })).toMatchObject({
      plan: 'pro',
      subscription_status: 'active',
    });
  });

  it('is listed page by page, by plan, without those who were erased', async () => {
    await give('pro');
    const bea = await Asker.arrive(under);
    const page = { limit: 1, after: undefined };
    const [first] = (await listUserPlans(system(), { plan: undefined, page })).items;
    expect(first).toMatchObject({ user_id: bea.ctx.caller.userId, plan: 'free' });
    const pro = await listUserPlans(system(), { plan: 'pro', page });
    expect(pro.items).toMatchObject([{ user_id: ana.ctx.caller.userId }]);

    await eraseMe({ ...ana.ctx, parts: personalParts });
    expect(await outcome(give('pro'))).toBe('user_not_found');
    const left = await listUserPlans(system(), { plan: 'pro', page: { ...page, limit: 100 } });
    expect(left.items.map(({ user_id }) => user_id)).not.toContain(ana.ctx.caller.userId);
  });
});
