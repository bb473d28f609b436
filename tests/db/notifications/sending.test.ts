import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CallerContext } from '../../../src/db/context.ts';
import type { Audience } from '../../../src/db/schema/notifications/audience.ts';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import { cancelNotification } from '../../../src/notifications/notifications/cancel-notification.ts';
import { changeNotification } from '../../../src/notifications/notifications/change-notification.ts';
import { resolveNotification } from '../../../src/notifications/notifications/resolve-notification.ts';
import { sendNotification } from '../../../src/notifications/notifications/send-notification.ts';
import { eraseMe } from '../../../src/identity/privacy/erase-me.ts';
import { personalParts } from '../../../supabase/functions/identity/personal-parts.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { crowd, outcomes } from '../academy/check-ins/support/crowd.ts';
import { notices } from './support/notices.ts';

const under = useDoor({ poolSize: 10, acquireTimeoutMs: 20_000 });
const on = notices(under);
const people = crowd(under).people;

let gym_id: string;
let manager: CallerContext;
let instructor: CallerContext;
beforeAll(async () => {
  gym_id = await on.gym('UTC');
  [manager] = await people(1, gym_id, 'MANAGER') as [CallerContext];
  [instructor] = await people(1, gym_id, 'INSTRUCTOR') as [CallerContext];
});

const body = {
  ...{ kind: 'announcement', channel: 'push', title: 'News', content: 'Of the gym' } as const,
  audience: { type: 'gym' } as Audience,
  scheduled_for: null as Date | null,
};
const hence = (ms: number) => new Date(Date.now() + ms);
const HOUR = 3_600_000;
const write = (by = manager, more: Partial<typeof body> = {}) =>
  sendNotification(by, { gym_id, body: { ...body, ...more } });

const work = () =>
  runJobs(
    { db: under.door.asSystem('tests'), jobs: [registerJob(resolveNotification, {})] },
    { budgetMs: 20_000 },
  );
const made = async (id: string) => {
  const [row] = await under.admin`
    select status, failure, recipients_count,
      (select count(*)::integer from notification_recipients where notification_id = n.id) as rows
    from notifications n where id = ${id}`;
  return row;
};
const due = (id: string) =>
  under.admin`update private.jobs set run_at = now()
    where payload ->> 'notification_id' = ${id} and kind = 'resolve_notification'`;

describe('a notification', () => {
  it('is sent by the queue, to who is a member by then', async () => {
    const { id, status } = await write();
    expect(status).toBe('pending');
    const [late] = await people(1, gym_id);
    await work();
    expect(await made(id)).toMatchObject({ status: 'sent', recipients_count: 3, rows: 3 });
    await under.admin`update memberships set left_at = now()
      where user_id = ${late!.caller.userId}`;
  });

  it('waits for its time, also a later one; the job of before leaves it', async () => {
    const { id } = await write(manager, { scheduled_for: hence(HOUR) });
    await changeNotification(manager, {
      ...{ gym_id, notification_id: id, version: undefined },
      body: { scheduled_for: hence(2 * HOUR) },
    });
    const jobs = await under.admin`select (run_at - now() > '90 minutes') as later
      from private.jobs where payload ->> 'notification_id' = ${id} order by run_at`;
    expect(jobs.map(({ later }) => later)).toEqual([false, true]);
    await due(id);
    await work();
    expect(await made(id)).toMatchObject({ status: 'pending', rows: 0 });
    await changeNotification(manager, {
      ...{ gym_id, notification_id: id, version: undefined },
      body: { scheduled_for: null, title: 'Now' },
    });
    await work();
    expect(await made(id)).toMatchObject({ status: 'sent' });
    await expect(cancelNotification(manager, { gym_id, notification_id: id }))
      .rejects.toMatchObject({ code: 'notification_sent' });
  });

  it('is taken back without a trace', async () => {
    const { id } = await write();
    await cancelNotification(manager, { gym_id, notification_id: id });
    await work();
    expect(await made(id)).toBeUndefined();
  });

  it('fails when its class is gone, or who wrote it', async () => {
    const class_id = await on.weekly(gym_id, { instructor_id: instructor.caller.userId });
    const ofClass = { audience: { type: 'class', class_id, days: 30 } as Audience };
    const left = await write(instructor, ofClass);
    const gone = await write(manager, ofClass);
    const erased = await people(1, gym_id, 'MANAGER');
    const orphan = await write(erased[0], { scheduled_for: hence(HOUR) });
    await eraseMe({ ...erased[0]!, parts: personalParts });
    expect(await made(orphan.id)).toMatchObject({ failure: 'sender_gone' });
    await under.admin`update memberships set role = 'STUDENT'
      where user_id = ${instructor.caller.userId}`;
    await under.admin`update classes set deleted_at = now() where id = ${class_id}`;
    await work();
    expect(await made(left.id)).toMatchObject({ status: 'failed', failure: 'sender_gone' });
    expect(await made(gone.id)).toMatchObject({ status: 'failed', failure: 'class_gone', rows: 0 });
    await under.admin`update memberships set role = 'INSTRUCTOR'
      where user_id = ${instructor.caller.userId}`;
  });

  it('fails when the queue gives up on it', async () => {
    const { id } = await write();
    await under.admin`update private.jobs set max_attempts = 1
      where payload ->> 'notification_id' = ${id}`;
    await under.admin`alter table notification_recipients
      add constraint broken check (gym_id <> ${under.admin.unsafe(`'${gym_id}'`)}) not valid`;
    await work();
    await under.admin`alter table notification_recipients drop constraint broken`;
    expect(await made(id)).toMatchObject({ status: 'failed', failure: 'unresolved', rows: 0 });
  });

  it('is whole or not there when a worker is killed over it', async () => {
    const { id } = await write();
    const [[reader], killed] = [await people(1, gym_id), under.door.asSystem('tests')];
    const came = await under.admin.begin(async (tx) => {
      // Whoever resolves it waits here.
      await tx`select from users where id = ${reader!.caller.userId} for update`;
      const resolving = killed.execute(`select private.resolve_notification('${id}', now())`)
        .then(() => 'done', () => 'killed');
      // Within a transaction, who is active is looked up once and kept.
      const held = async () => {
        await tx`select pg_stat_clear_snapshot()`;
        return await tx`select pg_terminate_backend(pid) from pg_stat_activity
          where query like '%resolve_notification%' and wait_event_type = 'Lock'`;
      };
      while ((await held()).length === 0) await sleep(10);
      return resolving;
    });
    expect(came).toBe('killed');
    expect(await made(id)).toMatchObject({ status: 'pending', rows: 0 });
    await work();
    const { recipients_count, rows } = await made(id) as Record<string, number>;
    expect(rows).toBe(recipients_count);
    expect(rows).toBeGreaterThan(2);
  });

  it('is made once, whoever sends, changes, takes back or is erased at the same time', async () => {
    for (let round = 0; round < 4; round++) {
      const gym = await on.gym('UTC');
      const [boss, deputy] = await people(2, gym, 'MANAGER') as [CallerContext, CallerContext];
      const crowd = await people(6, gym);
      const [parent] = await people(1) as [CallerContext];
      const child = await on.member(gym, '2025-01-01', { birth_date: '2020-01-01' });
      await on.guards(parent.caller.userId, child);
      await on.signsIn(parent.caller.userId, `phone ${round}`);
      const { id } = await sendNotification(boss, {
        gym_id: gym,
        body: { ...body, audience: { type: 'members', user_ids: [child, ...crowd.map(idOf)] } },
      });
      const system = under.door.asSystem('tests');
      const resolve = () => system.execute(`select private.resolve_notification('${id}', now())`);
      const erase = (who: CallerContext) => () => eraseMe({ ...who, parts: personalParts });
      const at = { gym_id: gym, notification_id: id };
      const came = await outcomes([
        ...[resolve, resolve, resolve, erase(crowd[0]!), erase(crowd[1]!), erase(parent)],
        ...round % 2 === 0 ? [erase(boss)] : [() => cancelNotification(deputy, at)],
        () => changeNotification(deputy, { ...at, version: undefined, body: { title: 'New' } }),
      ]);
      expect(came.filter((one) => one === 'done').length, came.join()).toBeGreaterThan(4);
      const [row] = await under.admin`
        select n.status, n.recipients_count, count(r.user_id)::integer as rows,
          count(u.id)::integer as live
        from notifications n
        left join notification_recipients r on r.notification_id = n.id
        left join users u on u.id = r.user_id and u.deleted_at is null
        where n.id = ${id} group by n.id`;
      // Taken back, or sent once to all who were there, of whom some were erased since.
      if (row?.status === 'sent') {
        expect(row.rows).toBe(row.live);
        expect(row.recipients_count).toBeGreaterThanOrEqual(row.rows);
      } else expect(row?.rows ?? 0).toBe(0);
      const [named] = await under.admin`select count(*)::integer as rows
        from private.notification_deliveries d join users u on u.id = d.user_id
        where u.deleted_at is not null`;
      expect(named!.rows).toBe(0);
    }
  }, 60_000);
});

const idOf = ({ caller }: CallerContext) => caller.userId;
