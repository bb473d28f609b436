import { describe, expect, it } from 'vitest';
import { ask } from '../../../src/agent/requests/ask.ts';
import { cancelRequest } from '../../../src/agent/requests/cancel-request.ts';
import { expireAgentRequests } from '../../../src/agent/requests/expire-requests.ts';
import { deleteSession } from '../../../src/agent/sessions/delete-session.ts';
import { readUsage } from '../../../src/agent/usage/read-usage.ts';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import { useMeter } from './support/metered.ts';

const { arrive, move, under } = useMeter();

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
    const { ask } = await arrive();
    const { id } = await ask('Where to?');
    for (const step of path[from]!) await move(id, step);
    const moved = move(id, to);
    if (legal[from]?.includes(to)) await moved;
    else {await expect(moved).rejects.toMatchObject({
        constraint_name: 'agent_requests_transition',
      });}
    const [row] = await under
      .admin`select status, finished_at from agent_requests where id = ${id}`;
    expect(row!.status).toBe(legal[from]?.includes(to) ? to : from);
    expect(row!.finished_at !== null).toBe(!['queued', 'in_progress'].includes(row!.status));
  });

  it('ends its stream with one last event', async () => {
    const { ctx, ask } = await arrive();
    const { id } = await ask('Streams?');
    await cancelRequest(ctx, { request_id: id });
    const events = await under
      .admin`select seq, event, data from agent_events where request_id = ${id}`;
    expect(events).toEqual([
      { seq: 1, event: 'error', data: { status: 'cancelled', code: 'cancelled' } },
    ]);
  });

  it('that nobody answers is expired by its job, and not before its time', async () => {
    const { ctx, ask } = await arrive();
    const [old, young] = [await ask('Old?'), await ask('Young?')];
    await under.admin.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update agent_requests set created_at = now() - interval '6 minutes',
        status = 'in_progress' where id = ${old.id}`;
    });
    const jobs = [registerJob(expireAgentRequests, {})];
    await runJobs({ db: under.door.asSystem('agent test'), jobs }, { budgetMs: 10_000 });
    const statuses = await under.admin`
      select input, status from agent_requests where id in (${old.id}, ${young.id}) order by input`;
    expect(statuses).toEqual([
      { input: 'Old?', status: 'expired' },
      { input: 'Young?', status: 'queued' },
    ]);
    expect((await readUsage(ctx)).used).toBe(1);
  });

  it('is made in a live session of one’s own, and stays there', async () => {
    const [mine, theirs] = [await arrive(), await arrive()];
    await expect(ask(mine.ctx, { session_id: theirs.session_id, body: { input: 'Yours?' } }))
      .rejects.toMatchObject({ code: 'agent_session_not_found' });
    const { id } = await mine.ask('Mine?');
    await expect(cancelRequest(theirs.ctx, { request_id: id }))
      .rejects.toMatchObject({ code: 'agent_request_not_found' });
    await expect(
      under.admin`update agent_requests set session_id = ${theirs.session_id} where id = ${id}`,
    )
      .rejects.toMatchObject({ constraint_name: 'agent_requests_identity' });
    await expect(under.admin`
      insert into agent_requests (session_id, user_id, input)
      values (${theirs.session_id}, ${mine.ctx.caller.userId}, 'Forged?')`)
      .rejects.toMatchObject({ constraint_name: 'agent_requests_session_owner' });
    await deleteSession(mine.ctx, { session_id: mine.session_id });
    await expect(mine.ask('Still there?'))
      .rejects.toMatchObject({ code: 'agent_session_not_found' });
    expect((await readUsage(mine.ctx)).used).toBe(1);
  });
});
