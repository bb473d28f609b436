import { describe, expect, it } from 'vitest';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import { cancelJob } from '../../../src/jobs/operations/cancel-job.ts';
import { replayJob } from '../../../src/jobs/operations/replay-job.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import { replayDeliveries } from '../../../src/notifications/deliveries/replay-deliveries.ts';
import { sendNotifications } from '../../../src/notifications/deliveries/send-notifications.ts';
import { summarizeDeliveries } from '../../../src/notifications/deliveries/summarize-deliveries.ts';
import type { Receipt } from '../../../src/sending.ts';
import { SENDING_TIMES } from '../../../src/sending/times.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { deliveryScene, unsent } from './support/delivery-scene.ts';

const place = useDoor();
const { at, on, db, taken, jobs, work, follow } = deliveryScene(place);

describe('a call that took nothing', () => {
  it('is made again by the queue, and what is not sent in the end is in its dead letters', async () => {
    on.outcome = () => unsent;
    const id = await at.notify(on.gym, on.people);
    for (let attempt = 1; attempt <= 8; attempt++) {
      expect(await at.states()).toEqual({ pending: 3 });
      await work();
      await at.hurry();
    }
    expect(await at.states()).toEqual({ 'failed gave_up': 3 });
    const [dead] = await at.jobs();
    expect(dead).toMatchObject({ status: 'dead', error: 'Nothing was sent: unreachable' });
    expect(on.calls).toHaveLength(8);

    // Its replay tries again what it gave up, and nothing else.
    on.outcome = () => undefined;
    await place
      .admin`update private.notification_deliveries set reason = 'outcome_unknown', claim = null
      where user_id = ${on.people[0]!}`;
    await replayJob({ db: db() }, { job_id: dead!.id });
    await work();
    expect(await at.states(id)).toEqual({ sent: 2, 'failed outcome_unknown': 1 });
  });

  it('pauses what had come further', async () => {
    await at.clear();
    on.gym = await at.gym();
    on.people = await at.members(150);
    on.outcome = (_to, call) => call === 2 ? { ...unsent, retryAfterMs: 60_000 } : undefined;
    await at.notify(on.gym, on.people);
    await work();
    expect(await at.states()).toEqual({ sent: 100, pending: 50 });
    const [job] = await at.jobs();
    expect(job!.status).toBe('queued');
    expect(job!.run_at.getTime()).toBeGreaterThan(Date.now() + 50_000);
  });

  it('of a job that is cancelled is not made, until the job is replayed', async () => {
    await at.notify(on.gym, on.people, { after: '1 hour' });
    const [job] = await at.jobs();
    await cancelJob({ db: db(), jobs: jobs() }, { job_id: job!.id });
    expect(await at.states()).toEqual({ 'failed cancelled': 3 });
    await replayJob({ db: db() }, { job_id: job!.id });
    await place.admin`update private.notification_deliveries set not_before = now()`;
    await work();
    expect(await at.states()).toEqual({ sent: 3 });
  });
});

describe('a call of which nobody knows', () => {
  it('is not made again by itself, and by the operator with a warning', async () => {
    on.outcome = (_to, call) => call === 1 ? { is: 'unknown' } : undefined;
    const id = await at.notify(on.gym, on.people);
    await work();
    await at.hurry();
    await work();
    expect(on.calls).toHaveLength(1);
    expect(await at.states()).toEqual({ 'failed outcome_unknown': 3 });
    expect(await summarizeDeliveries({ db: db() }, { notification_id: id })).toEqual({
      notification_id: id,
      items: [{
        ...{ channel: 'push', state: 'failed', reason: 'outcome_unknown', count: 3 },
        may_repeat: true,
      }],
    });
    const replay = (may_repeat: boolean) =>
      replayDeliveries({ db: db() }, {
        notification_id: id,
        body: { reasons: ['outcome_unknown'], may_repeat },
      });
    await expect(replay(false)).rejects.toMatchObject({ code: 'deliveries_may_repeat' });
    expect(await replay(true)).toEqual({ replayed: 3 });
    expect(await replay(true)).toEqual({ replayed: 0 });
    await work();
    expect(await at.states()).toEqual({ sent: 3 });
  });

  it('is the one of a worker that was not heard of in time, also when it speaks up later', async () => {
    const id = await at.notify(on.gym, on.people);
    let speak = () => {};
    const late = new Promise<void>((done) => speak = done);
    const first = registerJob(sendNotifications, {
      db: db(),
      push: {
        send: (messages) => late.then(() => taken(messages)),
        readReceipts: () => Promise.resolve(new Map<string, Receipt>()),
      },
      times: { ...SENDING_TIMES, callMs: 1_000, claimMs: 200 },
    });
    const slow = runJobs({ db: db(), jobs: [first] }, { budgetMs: 20_000 });
    await expect.poll(() => at.states()).toEqual({ sending: 3 });
    await new Promise((done) => setTimeout(done, 250));
    await follow();
    expect(await at.states()).toEqual({ 'failed outcome_unknown': 3 });
    speak();
    await slow;
    expect(on.calls).toHaveLength(1);
    expect(await at.states(id)).toEqual({ 'failed outcome_unknown': 3 });
  });
});

it('what is added while the job ends is not forgotten', async () => {
  const id = await at.notify(on.gym, on.people.slice(0, 1));
  // The job is running, and has looked at what is left; this commits before it ends.
  on.outcome = () => undefined;
  const { run } = jobs()[0]!;
  const [job] = await place.admin`update private.jobs set status = 'running', attempts = 1,
    run_at = now() + interval '1 min', locked_by = gen_random_uuid() returning *`;
  const effect = await run({
    ...{ job: job as never, payload: job!.payload, signal: new AbortController().signal },
    ...{ progress: () => Promise.resolve(), deadline: Date.now() + 20_000 },
  });
  await place.admin`
    insert into private.notification_deliveries (notification_id, user_id, channel, target)
    select ${id}, user_id, 'push', token from push_tokens where user_id <> ${on.people[0]!}`;
  await place.admin`select private.enqueue_deliveries(${id})`;
  expect(await at.jobs()).toHaveLength(1);
  await db().transaction(async (tx) => {
    await tx.execute(`update private.jobs set status = 'succeeded', finished_at = now()`);
    if (typeof effect === 'function') await effect(tx);
  });
  await work();
  expect(await at.states()).toEqual({ sent: 3 });
});
