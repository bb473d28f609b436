import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../../src/agent/requests/ask.ts';
import { cancelRequest } from '../../../src/agent/requests/cancel-request.ts';
import type { AgentRequest } from '../../../src/agent/requests/contract.ts';
import { createSession } from '../../../src/agent/sessions/create-session.ts';
import type { DailyUsageQuery } from '../../../src/agent/usage/contract.ts';
import { readDailyUsage } from '../../../src/agent/usage/read-daily-usage.ts';
import { deleteSession } from '../../../src/agent/sessions/delete-session.ts';
import {
  expireAgentRequests,
  expireRequests,
} from '../../../src/agent/requests/expire-requests.ts';
import { readUsage } from '../../../src/agent/usage/read-usage.ts';
import type { Caller } from '../../../src/caller.ts';
import type { CallerContext } from '../../../src/db/context.ts';
import type { SystemDatabase } from '../../../src/db/client.ts';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import type { TestDatabase } from '../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';
import { type Doors, firstCall, openDoors } from '../../../testkit/door/doors.ts';

let database: TestDatabase;
let door: Doors;
let system: SystemDatabase;
/** A superuser, whom neither grants nor row security bind. */
let admin: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  door = openDoors(database);
  system = door.asSystem('agent test');
  admin = postgres(database.adminUrl, { max: 2, onnotice: () => {} });
});
afterAll(async () => {
  await Promise.all([door.end(), admin.end()]);
  await database.drop();
});

interface Person {
  ctx: CallerContext;
  session: string;
  ask: (input: string, idempotency_key?: string) => Promise<AgentRequest>;
}

async function arrive(subject: string): Promise<Person> {
  const { user } = await firstCall(door, {
    subject,
    provider: 'supabase',
    email: undefined,
    firstName: subject,
    lastName: undefined,
    imageUrl: undefined,
    issuedAt: new Date(),
  });
  const caller: Caller = {
    userId: user.id,
    subject,
    provider: 'supabase',
    claims: { sub: subject },
  };
  const ctx = { db: door.asCaller(caller.claims), caller };
  const { id: session_id } = await createSession(ctx, { body: { context: {} } });
  return {
    ctx,
    session: session_id,
    ask: (input, idempotency_key) => ask(ctx, { session_id, body: { input }, idempotency_key }),
  };
}

const move = (id: string, status: string) =>
  admin`update agent_requests set status = ${status} where id = ${id}`;
const setQuota = (quota: number) =>
  admin`update private.plan_quotas set agent_requests = ${quota} where plan = 'free'`;

/** Whose count is not the sum of their events; the invariant, in one statement. */
const unreconciled = () =>
  admin`
    select p.user_id, p.usage_count, coalesce(sum(e.quantity), 0) as sum
    from user_profiles p left join usage_events e using (user_id)
    group by p.user_id, p.usage_count
    having p.usage_count <> coalesce(sum(e.quantity), 0)`;

describe('the quota', () => {
  it('lets exactly 10 of 100 questions at once through at a quota of 10', async () => {
    const { ctx, ask } = await arrive('racer');
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
      const [made] = await admin`
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
    const { ctx } = await arrive('overdraft');
    await expect(admin`
      insert into usage_events (user_id, event_type, quantity, idempotency_key)
      values (${ctx.caller.userId}, 'agent_request', 51, 'too much')`)
      .rejects.toMatchObject({ constraint_name: 'quota_exceeded' });
    expect(await unreconciled()).toEqual([]);
  });

  it('makes one request and one charge of the same key, also at once', async () => {
    const { ctx, ask } = await arrive('repeater');
    const asked = await Promise.all(
      Array.from({ length: 20 }, () => ask('How?', 'key-1')),
    );
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    expect((await readUsage(ctx)).used).toBe(1);
    await expect(ask('Why?', 'key-1'))
      .rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('gives a charge back once for what failed, was cancelled or expired', async () => {
    const { ctx, ask } = await arrive('refunded');
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
    await admin`update agent_requests set status = 'in_progress' where id = ${expired.id}`;
    expect(await expireRequests({ db: system }, { made_before: new Date(Date.now() + 60_000) }))
      .toBeGreaterThan(0);

    expect((await readUsage(ctx)).used).toBe(1);
    const events = await admin`
      select event_type, quantity::integer, count(*)::integer from usage_events
      where user_id = ${ctx.caller.userId} group by 1, 2 order by 1`;
    expect(events).toEqual([
      { event_type: 'agent_request', quantity: 1, count: 4 },
      { event_type: 'agent_request_returned', quantity: -1, count: 3 },
    ]);
    expect(await unreconciled()).toEqual([]);
  });

  it('keeps count and events equal while people ask, cancel and fail at once', async () => {
    const people = await Promise.all(['mix-1', 'mix-2', 'mix-3'].map(arrive));
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
    await admin.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update usage_events set created_at = created_at - interval '40 days'
        where user_id = ${userId}`;
      await tx`update user_profiles
        set usage_period_start = date_trunc('month', now() - interval '40 days', 'UTC')
        where user_id = ${userId}`;
    });
  }

  it('starts at nothing, by an event that takes back the last one’s sum', async () => {
    const { ctx, ask } = await arrive('monthly');
    for (const question of ['One?', 'Two?', 'Three?']) await ask(question);
    await lastMonth(ctx.caller.userId);
    expect(await readUsage(ctx)).toMatchObject({ used: 0, remaining: 50 });

    await Promise.all([ask('Four?'), ask('Five?')]);
    expect((await readUsage(ctx)).used).toBe(2);
    const resets = await admin`
      select quantity from usage_events
      where user_id = ${ctx.caller.userId} and event_type = 'period_reset'`;
    expect(resets).toEqual([{ quantity: -3 }]);
    expect(await unreconciled()).toEqual([]);
  });

  it('gives nothing back for a charge of a month that was closed', async () => {
    const { ctx, ask } = await arrive('late');
    const old = await ask('Old?');
    await lastMonth(ctx.caller.userId);
    await ask('New?');
    await cancelRequest(ctx, { request_id: old.id });
    expect((await readUsage(ctx)).used).toBe(1);
    expect(await unreconciled()).toEqual([]);
  });

  it('ends with the calendar’s, in UTC', async () => {
    const { ctx } = await arrive('calendar');
    const { period_start, period_end } = await readUsage(ctx);
    expect(period_end.toISOString()).toMatch(/-01T00:00:00\.000Z$/);
    expect(period_end.getTime()).toBeGreaterThan(Date.now());
    expect(period_end.getTime() - Date.now()).toBeLessThan(31 * 86_400_000);
    expect(period_start.getTime()).toBeLessThanOrEqual(Date.now());
  });
});

describe('history', () => {
  it('is added to and never changed, by anybody', async () => {
    const { ctx, ask } = await arrive('historian');
    await ask('Kept?');
    for (
      const change of [
        admin`update usage_events set quantity = 0 where user_id = ${ctx.caller.userId}`,
        admin`delete from usage_events where user_id = ${ctx.caller.userId}`,
        admin`truncate usage_events`,
        admin`update user_profiles set usage_count = 0 where user_id = ${ctx.caller.userId}`,
      ]
    ) await expect(change).rejects.toMatchObject({ code: '42501' });
    expect(await unreconciled()).toEqual([]);
  });
});

describe('a request', () => {
  const states = ['queued', 'in_progress', 'completed', 'failed', 'cancelled', 'expired'];
  const legal: Record<string, string[]> = {
    queued: ['in_progress', 'failed', 'cancelled', 'expired'],
    in_progress: ['completed', 'failed', 'cancelled', 'expired'],
  };
  const path: Record<string, string[]> = {
    queued: [],
    in_progress: ['in_progress'],
    completed: ['in_progress', 'completed'],
    failed: ['failed'],
    cancelled: ['cancelled'],
    expired: ['expired'],
  };
  const cases = states.flatMap((from) =>
    states.filter((to) => to !== from).map((to) => ({ from, to }))
  );

  it.each(cases)('goes from $from to $to only where that is legal', async ({ from, to }) => {
    const { ask } = await arrive(`walker-${from}-${to}`);
    const { id } = await ask('Where to?');
    for (const step of path[from]!) await move(id, step);
    const moved = move(id, to);
    if (legal[from]?.includes(to)) await moved;
    else {await expect(moved).rejects.toMatchObject({
        constraint_name: 'agent_requests_transition',
      });}
    const [row] = await admin`select status, finished_at from agent_requests where id = ${id}`;
    expect(row!.status).toBe(legal[from]?.includes(to) ? to : from);
    expect(row!.finished_at !== null).toBe(!['queued', 'in_progress'].includes(row!.status));
  });

  it('ends its stream with one last event', async () => {
    const { ctx, ask } = await arrive('streamer');
    const { id } = await ask('Streams?');
    await cancelRequest(ctx, { request_id: id });
    const events = await admin`select seq, event, data from agent_events where request_id = ${id}`;
    expect(events).toEqual([
      { seq: 1, event: 'error', data: { status: 'cancelled', code: 'cancelled' } },
    ]);
  });

  it('that nobody answers is expired by its job, and not before its time', async () => {
    const { ctx, ask } = await arrive('abandoned');
    const [old, young] = [await ask('Old?'), await ask('Young?')];
    await admin.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update agent_requests set created_at = now() - interval '6 minutes',
        status = 'in_progress' where id = ${old.id}`;
    });
    const jobs = [registerJob(expireAgentRequests, {})];
    await runJobs({ db: system, jobs }, { budgetMs: 10_000 });
    const statuses = await admin`
      select input, status from agent_requests where id in (${old.id}, ${young.id}) order by input`;
    expect(statuses).toEqual([
      { input: 'Old?', status: 'expired' },
      { input: 'Young?', status: 'queued' },
    ]);
    expect((await readUsage(ctx)).used).toBe(1);
  });

  it('is made in a live session of one’s own, and stays there', async () => {
    const [mine, theirs] = [await arrive('mine'), await arrive('theirs')];
    await expect(ask(mine.ctx, { session_id: theirs.session, body: { input: 'Yours?' } }))
      .rejects.toMatchObject({ code: 'agent_session_not_found' });
    const { id } = await mine.ask('Mine?');
    await expect(cancelRequest(theirs.ctx, { request_id: id }))
      .rejects.toMatchObject({ code: 'agent_request_not_found' });
    await expect(admin`update agent_requests set session_id = ${theirs.session} where id = ${id}`)
      .rejects.toMatchObject({ constraint_name: 'agent_requests_identity' });
    await expect(admin`
      insert into agent_requests (session_id, user_id, input)
      values (${theirs.session}, ${mine.ctx.caller.userId}, 'Forged?')`)
      .rejects.toMatchObject({ constraint_name: 'agent_requests_session_owner' });
    await deleteSession(mine.ctx, { session_id: mine.session });
    await expect(mine.ask('Still there?'))
      .rejects.toMatchObject({ code: 'agent_session_not_found' });
    expect((await readUsage(mine.ctx)).used).toBe(1);
  });
});

describe('usage by day', () => {
  it('counts on the day of the time zone, without gaps', async () => {
    const { ctx, ask } = await arrive('daily');
    const late = await ask('Late in São Paulo, tomorrow in UTC?');
    const returned = await ask('Given back?');
    await cancelRequest(ctx, { request_id: returned.id });
    await admin.begin(async (tx) => {
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
