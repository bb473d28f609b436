import { describe, expect, it } from 'vitest';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { deliveryScene } from './support/delivery-scene.ts';
import { addressOf, deviceOf } from './support/sending.ts';

const place = useDoor();
const { at, on, db, jobs, work, follow } = deliveryScene(place);

describe('what is due', () => {
  it('goes out, says what it is about, and is delivered once its receipt says so', async () => {
    const id = await at.notify(on.gym, on.people);
    await work();
    expect(on.calls.flat().toSorted()).toEqual([1, 2, 3].map(deviceOf));
    expect(on.contents[0]).toMatchObject({
      title: 'Aula às 19h',
      body: 'Traga o kimono.',
      data: { notification_id: id, gym_id: on.gym, kind: 'announcement' },
    });
    expect(await at.states()).toEqual({ sent: 3 });
    on.receipts = new Map([[`ticket ${deviceOf(1)}`, { is: 'delivered' }]]);
    await follow();
    expect(await at.states()).toEqual({ sent: 2, delivered: 1 });
    expect((await at.jobs()).map(({ status }) => status)).toEqual(['succeeded']);
  });

  it('goes out by mail to the address, with the name of the gym', async () => {
    await at.notify(on.gym, on.people.slice(0, 1), {
      channel: 'email',
      title: 'Aula\r\nBcc: all@x.y',
    });
    await work();
    expect(on.contents).toEqual([{
      to: addressOf(1),
      subject: 'Aula Bcc: all@x.y',
      text: 'Traga o kimono.\n\nKaizen\n',
    }]);
    // Nobody asks a mail what became of it.
    await follow();
    expect(await at.states()).toEqual({ sent: 1 });
  });

  it('waits for its time, and comes earlier when something is due earlier', async () => {
    const id = await at.notify(on.gym, on.people, { after: '1 hour' });
    await work();
    expect(on.calls).toEqual([]);
    const [before] = await at.jobs();
    expect(before!.run_at.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
    await place.admin`update private.notification_deliveries set not_before = now() - interval '1 s'
      where user_id = ${on.people[0]!}`;
    await place.admin`select private.enqueue_deliveries(${id})`;
    await work();
    expect(on.calls).toEqual([[deviceOf(1)]]);
    // What is left has its time again.
    expect(await at.jobs()).toMatchObject([{ id: before!.id, run_at: before!.run_at }]);
  });

  it("goes to nobody whose device is another's by now, or whose address is", async () => {
    await at.notify(on.gym, on.people);
    await at.notify(on.gym, on.people, { channel: 'email' });
    await place.admin`update push_tokens set user_id = ${on.people[1]!} where user_id = ${on
      .people[0]!}`;
    await place.admin`update users set email = 'other@tatame.test' where id = ${on.people[2]!}`;
    await work();
    expect(on.calls.flat().toSorted()).toEqual(
      [deviceOf(2), deviceOf(3), addressOf(1), addressOf(2)].toSorted(),
    );
    expect(await at.states()).toEqual({
      ...{ sent: 4, 'dropped no_device': 1, 'dropped address_changed': 1 },
    });
  });

  it('goes out in slices, so that three do not wait for thousands', async () => {
    await at.clear();
    on.gym = await at.gym();
    on.people = await at.members(603);
    await at.notify(on.gym, on.people.slice(0, 600));
    const few = await at.notify(await at.gym(), on.people.slice(600));
    on.outcome = (to) => {
      const until = Date.now() + 0.2;
      while (Date.now() < until);
      return { is: 'sent', ticket: to };
    };
    await runJobs({ db: db(), jobs: jobs({ sliceMs: 1 }) }, { budgetMs: 20_000, concurrency: 1 });
    expect(await at.states(few)).toEqual({ sent: 3 });
    expect(on.calls.findIndex(({ length }) => length === 3)).toBeLessThan(3);
    expect(on.calls.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([
      ...[3, ...Array.from({ length: 6 }, () => 100)],
    ]);
  });
});

describe('a device that is gone', () => {
  it('is forgotten by the ticket or by the receipt, unless it came back since', async () => {
    on.outcome = (to) =>
      to === deviceOf(1) ? { is: 'refused', reason: 'device_not_registered' } : undefined;
    await at.notify(on.gym, on.people);
    await work();
    const devices = async () =>
      (await place.admin<{ token: string }[]>`select token from push_tokens order by 1`)
        .map(({ token }) => token);
    expect(await devices()).toEqual([deviceOf(2), deviceOf(3)]);
    await place.admin`update push_tokens set last_seen_at = now() where token = ${deviceOf(3)}`;
    on.receipts = new Map([2, 3].map((n) => [
      `ticket ${deviceOf(n)}`,
      { is: 'refused', reason: 'device_not_registered' },
    ]));
    await follow();
    expect(await devices()).toEqual([deviceOf(3)]);
    expect(await at.states()).toEqual({ 'failed device_not_registered': 3 });
  });

  it('that has too many is tried later, also by the receipt, and at last not at all', async () => {
    on.outcome = () => ({ is: 'later', reason: 'message_rate_exceeded' });
    await at.notify(on.gym, on.people.slice(0, 1));
    for (let attempt = 1; attempt <= 5; attempt++) {
      await work();
      expect(await at.states()).toEqual({ pending: 1 });
      await place.admin`update private.notification_deliveries set not_before = now()
        where not_before > now() + ${`${25 * 2 ** (attempt - 1)} s`}::interval`;
      await at.hurry();
    }
    on.outcome = () => undefined;
    await work();
    on.receipts = new Map([[`ticket ${deviceOf(1)}`, {
      is: 'later',
      reason: 'message_rate_exceeded',
    }]]);
    await follow();
    expect(await at.states()).toEqual({ 'failed message_rate_exceeded': 1 });
    expect(on.calls).toHaveLength(6);
  });

  it('is sent again after a receipt that says it was not shown', async () => {
    await at.notify(on.gym, on.people.slice(0, 1));
    await work();
    on.receipts = new Map([[`ticket ${deviceOf(1)}`, {
      is: 'later',
      reason: 'message_rate_exceeded',
    }]]);
    await follow();
    expect(await at.states()).toEqual({ pending: 1 });
    await place.admin`update private.notification_deliveries set not_before = now()`;
    await at.hurry();
    await work();
    expect(on.calls).toHaveLength(2);
    expect(await at.states()).toEqual({ sent: 1 });
  });
});

describe('receipts', () => {
  it('are asked for at their time, and for a day', async () => {
    await at.notify(on.gym, on.people.slice(0, 1));
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
