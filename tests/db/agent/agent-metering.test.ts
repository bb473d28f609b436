import { describe, expect, it } from 'vitest';
import { cancelRequest } from '../../../src/agent/requests/cancel-request.ts';
import { expireRequests } from '../../../src/agent/requests/expire-requests.ts';
import { readDailyUsage } from '../../../src/agent/usage/read-daily-usage.ts';
import { readUsage } from '../../../src/agent/usage/read-usage.ts';
import type { DailyUsageQuery } from '../../../src/agent/usage/contract.ts';
import { useMeter } from './support/metered.ts';

const { arrive, move, under, unreconciled } = useMeter();

const setQuota = (quota: number) =>
  under.admin`update private.plan_quotas set agent_requests = ${quota} where plan = 'free'`;

describe('the quota', () => {
  it('lets exactly 10 of 100 questions at once through at a quota of 10', async () => {
    const { ctx, ask } = await arrive();
    await setQuota(10);
    try {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 100 }, (_, i) => ask(`Question ${i}?`)),
      );
      const refusals = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(outcomes.length - refusals.length).toBe(10);
      expect(new Set(refusals.map(({ reason }) => reason.code))).toEqual(
        new Set(['quota_exceeded']),
      );
      expect(refusals[0]!.reason.retryAt.getTime()).toBeGreaterThan(Date.now());
      const [made] = await under.admin`
        select count(*)::integer as requests from agent_requests
        where user_id = ${ctx.caller.userId}`;
      expect(made).toEqual({ requests: 10 });
      expect(await readUsage(ctx)).toMatchObject({ quota: 10, used: 10, remaining: 0 });
      expect(await unreconciled()).toEqual([]);
    } finally {
      await setQuota(50);
    }
  });

  it('binds whoever inserts a charge, not only those who ask', async () => {
    const { ctx } = await arrive();
    await expect(under.admin`
      insert into usage_events (user_id, event_type, quantity, idempotency_key)
      values (${ctx.caller.userId}, 'agent_request', 51, 'too much')`)
      .rejects.toMatchObject({ constraint_name: 'quota_exceeded' });
    expect(await unreconciled()).toEqual([]);
  });

  it('makes one request and one charge of the same key, also at once', async () => {
    const { ctx, ask } = await arrive();
    const asked = await Promise.all(
      Array.from({ length: 20 }, () => ask('How?', 'key-1')),
    );
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    expect((await readUsage(ctx)).used).toBe(1);
    await expect(ask('Why?', 'key-1'))
      .rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('gives a charge back once for what failed, was cancelled or expired', async () => {
    const { ctx, ask } = await arrive();
    const failed = await ask('Fails?');
    const cancelled = await ask('Cancelled?');
    const expired = await ask('Expires?');
    const completed = await ask('Works?');
    expect((await readUsage(ctx)).used).toBe(4);

    await move(failed.id, 'failed');
    expect(await cancelRequest(ctx, { request_id: cancelled.id })).toMatchObject({
      status: 'cancelled',
    });
    expect(await cancelRequest(ctx, { request_id: cancelled.id })).toMatchObject({
      status: 'cancelled',
    });
    await move(completed.id, 'in_progress');
    await move(completed.id, 'completed');
    await expect(cancelRequest(ctx, { request_id: completed.id }))
      .rejects.toMatchObject({ code: 'agent_request_completed' });
    await under.admin`update agent_requests set status = 'in_progress' where id = ${expired.id}`;
    expect(
      await expireRequests({ db: under.door.asSystem('agent test') }, {
        made_before: new Date(Date.now() + 60_000),
      }),
    )
      .toBeGreaterThan(0);

    expect((await readUsage(ctx)).used).toBe(1);
    const events = await under.admin`
      select event_type, quantity::integer, count(*)::integer from usage_events
      where user_id = ${ctx.caller.userId} group by 1, 2 order by 1`;
    expect(events).toEqual([
      { event_type: 'agent_request', quantity: 1, count: 4 },
      { event_type: 'agent_request_returned', quantity: -1, count: 3 },
    ]);
    expect(await unreconciled()).toEqual([]);
  });

  it('keeps count and events equal while people ask, cancel and fail at once', async () => {
    const people = await Promise.all([1, 2, 3].map(arrive));
    await Promise.all(
      people.flatMap(({ ctx, ask }) =>
        Array.from({ length: 20 }, async (_, i) => {
          const { id } = await ask(`Question ${i}?`);
          if (i % 3 === 0) {
            await Promise.allSettled([cancelRequest(ctx, { request_id: id }), move(id, 'failed')]);
          }
        })
      ),
    );
    expect(await unreconciled()).toEqual([]);
    expect((await readUsage(people[0]!.ctx)).used).toBe(13);
  });
});

describe('the month', () => {
  /** As if everything so far had happened in an earlier month; no role could do this. */
  async function lastMonth(userId: string): Promise<void> {
    await under.admin.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update usage_events set created_at = created_at - interval '40 days'
        where user_id = ${userId}`;
      await tx`update user_profiles
        set usage_period_start = date_trunc('month', now() - interval '40 days', 'UTC')
        where user_id = ${userId}`;
    });
  }

  it('starts at nothing, by an event that takes back the last one’s sum', async () => {
    const { ctx, ask } = await arrive();
    for (const question of ['One?', 'Two?', 'Three?']) await ask(question);
    await lastMonth(ctx.caller.userId);
    expect(await readUsage(ctx)).toMatchObject({ used: 0, remaining: 50 });

    await Promise.all([ask('Four?'), ask('Five?')]);
    expect((await readUsage(ctx)).used).toBe(2);
    const resets = await under.admin`
      select quantity from usage_events
      where user_id = ${ctx.caller.userId} and event_type = 'period_reset'`;
    expect(resets).toEqual([{ quantity: -3 }]);
    expect(await unreconciled()).toEqual([]);
  });

  it('gives nothing back for a charge of a month that was closed', async () => {
    const { ctx, ask } = await arrive();
    const old = await ask('Old?');
    await lastMonth(ctx.caller.userId);
    await ask('New?');
    await cancelRequest(ctx, { request_id: old.id });
    expect((await readUsage(ctx)).used).toBe(1);
    expect(await unreconciled()).toEqual([]);
  });

  it('ends with the calendar’s, in UTC', async () => {
    const { ctx } = await arrive();
    const { period_start, period_end } = await readUsage(ctx);
    expect(period_end.toISOString()).toMatch(/-01T00:00:00\.000Z$/);
    expect(period_end.getTime()).toBeGreaterThan(Date.now());
    expect(period_end.getTime() - Date.now()).toBeLessThan(31 * 86_400_000);
    expect(period_start.getTime()).toBeLessThanOrEqual(Date.now());
  });
});

describe('history', () => {
  it('is added to and never changed, by anybody', async () => {
    const { ctx, ask } = await arrive();
    await ask('Kept?');
    for (
      const change of [
        under.admin`update usage_events set quantity = 0 where user_id = ${ctx.caller.userId}`,
        under.admin`delete from usage_events where user_id = ${ctx.caller.userId}`,
        under.admin`truncate usage_events`,
        under.admin`update user_profiles set usage_count = 0 where user_id = ${ctx.caller.userId}`,
      ]
    ) await expect(change).rejects.toMatchObject({ code: '42501' });
    expect(await unreconciled()).toEqual([]);
  });
});

describe('usage by day', () => {
  it('counts on the day of the time zone, without gaps', async () => {
    const { ctx, ask } = await arrive();
    const late = await ask('Late in São Paulo, tomorrow in UTC?');
    const returned = await ask('Given back?');
    await cancelRequest(ctx, { request_id: returned.id });
    await under.admin.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update usage_events set created_at = '2026-03-02T01:30:00Z'
        where request_id in (${late.id}, ${returned.id})`;
    });
    const range = { from: '2026-02-28', to: '2026-03-02' };
    const days = async (query: DailyUsageQuery) => (await readDailyUsage(ctx, query)).items;
    expect(await days({ ...range, timezone: 'America/Sao_Paulo' })).toEqual([
      { date: '2026-02-28', asked: 0, returned: 0, used: 0 },
      { date: '2026-03-01', asked: 2, returned: 1, used: 1 },
      { date: '2026-03-02', asked: 0, returned: 0, used: 0 },
    ]);
    const utc = await days({ ...range, timezone: 'UTC' });
    expect(utc.map(({ used }) => used)).toEqual([0, 0, 1]);
    expect(await days({ timezone: 'UTC' })).toHaveLength(30);
  });
});
