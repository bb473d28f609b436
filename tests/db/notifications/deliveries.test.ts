import { beforeEach, describe, expect, it } from 'vitest';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import { cancelJob } from '../../../src/jobs/operations/cancel-job.ts';
import { replayJob } from '../../../src/jobs/operations/replay-job.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import { followDeliveries } from '../../../src/notifications/deliveries/follow-deliveries.ts';
import { replayDeliveries } from '../../../src/notifications/deliveries/replay-deliveries.ts';
import { sendNotifications } from '../../../src/notifications/deliveries/send-notifications.ts';
import { summarizeDeliveries } from '../../../src/notifications/deliveries/summarize-deliveries.ts';
import type { Mail, Outcome, Push, Receipt } from '../../../src/sending.ts';
import { SENDING_TIMES } from '../../../src/sending/times.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { addressOf, deviceOf, sendingTo } from './support/sending.ts';

const place = useDoor();
const at = sendingTo(() => place.admin);

/** What was handed over, call by call, and how the next calls end; else all is taken. */
let calls: string[][];
let contents: (Push | Mail)[];
let outcome: (to: string, call: number) => Outcome | undefined;
let receipts: Map<string, Receipt>;
let gym: string;
let people: string[];

const taken = (messages: readonly (Push | Mail)[]): Promise<Outcome[]> => {
  const to = messages.map((message) => 'token' in message ? message.token : message.to);
  calls.push(to);
  contents.push(...messages);
  return Promise.resolve(
    to.map((one) => outcome(one, calls.length) ?? { is: 'sent', ticket: `ticket ${one}` }),
  );
};

const db = () => place.door.asSystem('test');
const jobs = (times = {}) => {
  const ctx = {
    db: db(),
    push: { send: taken, readReceipts: () => Promise.resolve(receipts) },
    sendMail: taken,
    times: { ...SENDING_TIMES, callMs: 1_000, receiptsAfterMs: 0, ...times },
  };
  const { kind, run } = registerJob(followDeliveries, ctx);
  return [
    registerJob(sendNotifications, ctx),
    { kind, run, everySeconds: undefined, maxAttempts: undefined, onEnd: undefined },
  ];
};
const work = (times = {}) => runJobs({ db: db(), jobs: jobs(times) }, { budgetMs: 20_000 });
const follow = async () => {
  await place.admin`select private.enqueue_job('follow_deliveries')`;
  await work();
};
const unsent: Outcome = { is: 'unsent', reason: 'unreachable' };

beforeEach(async () => {
  await at.clear();
  calls = [];
  contents = [];
  outcome = () => undefined;
  receipts = new Map();
  gym = await at.gym();
  people = await at.members(3);
});

describe('what is due', () => {
  it('goes out, says what it is about, and is delivered once its receipt says so', async () => {
    const id = await at.notify(gym, people);
    await work();
    expect(calls.flat().toSorted()).toEqual([1, 2, 3].map(deviceOf));
    expect(contents[0]).toMatchObject({
      title: 'Aula às 19h',
      body: 'Traga o kimono.',
      data: { notification_id: id, gym_id: gym, kind: 'announcement' },
    });
    expect(await at.states()).toEqual({ sent: 3 });
    receipts = new Map([[`ticket ${deviceOf(1)}`, { is: 'delivered' }]]);
    await follow();
    expect(await at.states()).toEqual({ sent: 2, delivered: 1 });
    expect((await at.jobs()).map(({ status }) => status)).toEqual(['succeeded']);
  });

  it('goes out by mail to the address, with the name of the gym', async () => {
    await at.notify(gym, people.slice(0, 1), { channel: 'email', title: 'Aula\r\nBcc: all@x.y' });
    await work();
    expect(contents).toEqual([{
      to: addressOf(1),
      subject: 'Aula Bcc: all@x.y',
      text: 'Traga o kimono.\n\nKaizen\n',
    }]);
    // Nobody asks a mail what became of it.
    await follow();
    expect(await at.states()).toEqual({ sent: 1 });
  });

  it('waits for its time, and comes earlier when something is due earlier', async () => {
    const id = await at.notify(gym, people, { after: '1 hour' });
    await work();
    expect(calls).toEqual([]);
    const [before] = await at.jobs();
    expect(before!.run_at.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
    await place.admin`update private.notification_deliveries set not_before = now() - interval '1 s'
      where user_id = ${people[0]!}`;
    await place.admin`select private.enqueue_deliveries(${id})`;
    await work();
    expect(calls).toEqual([[deviceOf(1)]]);
    // What is left has its time again.
    expect(await at.jobs()).toMatchObject([{ id: before!.id, run_at: before!.run_at }]);
  });

  it("goes to nobody whose device is another's by now, or whose address is", async () => {
    await at.notify(gym, people);
    await at.notify(gym, people, { channel: 'email' });
    await place.admin`update push_tokens set user_id = ${people[1]!} where user_id = ${people[0]!}`;
    await place.admin`update users set email = 'other@tatame.test' where id = ${people[2]!}`;
    await work();
    expect(calls.flat().toSorted()).toEqual(
      [deviceOf(2), deviceOf(3), addressOf(1), addressOf(2)].toSorted(),
    );
    expect(await at.states()).toEqual({
      ...{ sent: 4, 'dropped no_device': 1, 'dropped address_changed': 1 },
    });
  });

  it('goes out in slices, so that three do not wait for thousands', async () => {
    await at.clear();
    gym = await at.gym();
    people = await at.members(603);
    await at.notify(gym, people.slice(0, 600));
    const few = await at.notify(await at.gym(), people.slice(600));
    outcome = (to) => {
      const until = Date.now() + 0.2;
      while (Date.now() < until);
      return { is: 'sent', ticket: to };
    };
    await runJobs({ db: db(), jobs: jobs({ sliceMs: 1 }) }, { budgetMs: 20_000, concurrency: 1 });
    expect(await at.states(few)).toEqual({ sent: 3 });
    expect(calls.findIndex(({ length }) => length === 3)).toBeLessThan(3);
    expect(calls.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([
      ...[3, ...Array.from({ length: 6 }, () => 100)],
    ]);
  });
});

describe('a device that is gone', () => {
  it('is forgotten by the ticket or by the receipt, unless it came back since', async () => {
    outcome = (to) =>
      to === deviceOf(1) ? { is: 'refused', reason: 'device_not_registered' } : undefined;
    await at.notify(gym, people);
    await work();
    const devices = async () =>
      (await place.admin<{ token: string }[]>`select token from push_tokens order by 1`)
        .map(({ token }) => token);
    expect(await devices()).toEqual([deviceOf(2), deviceOf(3)]);
    await place.admin`update push_tokens set last_seen_at = now() where token = ${deviceOf(3)}`;
    receipts = new Map([2, 3].map((n) => [
      `ticket ${deviceOf(n)}`,
      { is: 'refused', reason: 'device_not_registered' },
    ]));
    await follow();
    expect(await devices()).toEqual([deviceOf(3)]);
    expect(await at.states()).toEqual({ 'failed device_not_registered': 3 });
  });

  it('that has too many is tried later, also by the receipt, and at last not at all', async () => {
    outcome = () => ({ is: 'later', reason: 'message_rate_exceeded' });
    await at.notify(gym, people.slice(0, 1));
    for (let attempt = 1; attempt <= 5; attempt++) {
      await work();
      expect(await at.states()).toEqual({ pending: 1 });
      await place.admin`update private.notification_deliveries set not_before = now()
        where not_before > now() + ${`${25 * 2 ** (attempt - 1)} s`}::interval`;
      await at.hurry();
    }
    outcome = () => undefined;
    await work();
    receipts = new Map([[`ticket ${deviceOf(1)}`, {
      is: 'later',
      reason: 'message_rate_exceeded',
    }]]);
    await follow();
    expect(await at.states()).toEqual({ 'failed message_rate_exceeded': 1 });
    expect(calls).toHaveLength(6);
  });

  it('is sent again after a receipt that says it was not shown', async () => {
    await at.notify(gym, people.slice(0, 1));
    await work();
    receipts = new Map([[`ticket ${deviceOf(1)}`, {
      is: 'later',
      reason: 'message_rate_exceeded',
    }]]);
    await follow();
    expect(await at.states()).toEqual({ pending: 1 });
    await place.admin`update private.notification_deliveries set not_before = now()`;
    await at.hurry();
    await work();
    expect(calls).toHaveLength(2);
    expect(await at.states()).toEqual({ sent: 1 });
  });
});

describe('receipts', () => {
  it('are asked for at their time, and for a day', async () => {
    await at.notify(gym, people.slice(0, 1));
    await work({ receiptsAfterMs: 900_000 });
    const due = async () => {
      const [row] = await place.admin<{ due: boolean | null }[]>`
        select receipt_at between now() + interval '14 min' and now() + interval '16 min' as due
        from private.notification_deliveries`;
      return row!.due;
    };
    expect(await due()).toBe(true);
    const ask = async (sent: string) => {
      await place.admin`update private.notification_deliveries
        set receipt_at = now(), sent_at = now() - ${sent}::interval`;
      await place.admin`select private.enqueue_job('follow_deliveries')`;
      await work({ receiptsAfterMs: 900_000 });
      return await due();
    };
    expect(await ask('23 hours')).toBe(true);
    expect(await ask('23 hours 50 min')).toBe(null);
    expect(await at.states()).toEqual({ sent: 1 });
  });
});

describe('a call that took nothing', () => {
  it('is made again by the queue, and what is not sent in the end is in its dead letters', async () => {
    outcome = () => unsent;
    const id = await at.notify(gym, people);
    for (let attempt = 1; attempt <= 8; attempt++) {
      expect(await at.states()).toEqual({ pending: 3 });
      await work();
      await at.hurry();
    }
    expect(await at.states()).toEqual({ 'failed gave_up': 3 });
    const [dead] = await at.jobs();
    expect(dead).toMatchObject({ status: 'dead', error: 'Nothing was sent: unreachable' });
    expect(calls).toHaveLength(8);

    // Its replay tries again what it gave up, and nothing else.
    outcome = () => undefined;
    await place
      .admin`update private.notification_deliveries set reason = 'outcome_unknown', claim = null
      where user_id = ${people[0]!}`;
    await replayJob({ db: db() }, { job_id: dead!.id });
    await work();
    expect(await at.states(id)).toEqual({ sent: 2, 'failed outcome_unknown': 1 });
  });

  it('pauses what had come further', async () => {
    await at.clear();
    gym = await at.gym();
    people = await at.members(150);
    outcome = (_to, call) => call === 2 ? { ...unsent, retryAfterMs: 60_000 } : undefined;
    await at.notify(gym, people);
    await work();
    expect(await at.states()).toEqual({ sent: 100, pending: 50 });
    const [job] = await at.jobs();
    expect(job!.status).toBe('queued');
    expect(job!.run_at.getTime()).toBeGreaterThan(Date.now() + 50_000);
  });

  it('of a job that is cancelled is not made, until the job is replayed', async () => {
    await at.notify(gym, people, { after: '1 hour' });
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
    outcome = (_to, call) => call === 1 ? { is: 'unknown' } : undefined;
    const id = await at.notify(gym, people);
    await work();
    await at.hurry();
    await work();
    expect(calls).toHaveLength(1);
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
    const id = await at.notify(gym, people);
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
    expect(calls).toHaveLength(1);
    expect(await at.states(id)).toEqual({ 'failed outcome_unknown': 3 });
  });
});

it('what is added while the job ends is not forgotten', async () => {
  const id = await at.notify(gym, people.slice(0, 1));
  // The job is running, and has looked at what is left; this commits before it ends.
  outcome = () => undefined;
  const { run } = jobs()[0]!;
  const [job] = await place.admin`update private.jobs set status = 'running', attempts = 1,
    run_at = now() + interval '1 min', locked_by = gen_random_uuid() returning *`;
  const effect = await run({
    ...{ job: job as never, payload: job!.payload, signal: new AbortController().signal },
    ...{ progress: () => Promise.resolve(), deadline: Date.now() + 20_000 },
  });
  await place.admin`
    insert into private.notification_deliveries (notification_id, user_id, channel, target)
    select ${id}, user_id, 'push', token from push_tokens where user_id <> ${people[0]!}`;
  await place.admin`select private.enqueue_deliveries(${id})`;
  expect(await at.jobs()).toHaveLength(1);
  await db().transaction(async (tx) => {
    await tx.execute(`update private.jobs set status = 'succeeded', finished_at = now()`);
    if (typeof effect === 'function') await effect(tx);
  });
  await work();
  expect(await at.states()).toEqual({ sent: 3 });
});
