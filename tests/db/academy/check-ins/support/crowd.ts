import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallerContext } from '../../../../../src/db/context.ts';
import { findPostgresError } from '../../../../../src/db/violation.ts';
import { AppError } from '../../../../../src/errors.ts';
import type { DoorUnderTest } from '../../../../../testkit/database/door.ts';

const MINUTE = 60_000;

export interface Day {
  gym_id: string;
  class_id: string;
  class_date: string;
}

/** Sets scenes with many people, who then act by the verbs and the database's clock. */
export function crowd(under: DoorUnderTest) {
  /** People as callers, all with an account; members of a gym, if it is named. */
  async function people(
    count: number,
    gym_id?: string,
    role = 'STUDENT',
  ): Promise<CallerContext[]> {
    const rows = await under.admin<{ id: string; subject: string }[]>`
      with people as (
        insert into users (subject, provider, source)
        select gen_random_uuid(), 'clerk', 'token' from generate_series(1, ${count})
        returning id, subject
      ), members as (
        insert into memberships (user_id, gym_id, role, approved_at)
        select id, ${gym_id ?? null}::uuid, ${role}, now() from people where ${gym_id ?? null}::uuid
          is not null
      )
      select id, subject from people`;
    return rows.map(({ id, subject }) => {
      const claims = { sub: subject };
      return {
        db: under.door.asCaller(claims),
        caller: { userId: id, subject, provider: 'clerk', claims },
      };
    });
  }

  /** A class of a gym of its own on the date of an instant, for an hour and a half. */
  async function held(
    starts: number,
    columns: { capacity: number; bookable_from_hours?: number },
  ): Promise<Day> {
    const wall = new Date(Math.floor(starts / MINUTE) * MINUTE);
    const time = (at: Date) => at.toISOString().slice(11, 16);
    const class_date = wall.toISOString().slice(0, 10);
    const [gym] = await under.admin`insert into gyms (name) values (${randomUUID()}) returning id`;
    const [weekly] = await under.admin`insert into classes ${
      under.admin({
        ...{ ...columns, gym_id: gym!.id, weekday: wall.getUTCDay() || 7, modality: 'Jiu-jitsu' },
        ...{ starts_at: time(wall), ends_at: time(new Date(+wall + 90 * MINUTE)) },
        starts_on: '2020-01-01',
      })
    } returning id`;
    return { gym_id: gym!.id, class_id: weekly!.id, class_date };
  }

  return {
    people,
    /** One that people can check in to now: it starts in ten minutes. */
    now: (capacity: number) => held(Date.now() + 10 * MINUTE, { capacity, bookable_from_hours: 1 }),
    /** One that can be booked, on this weekday three weeks from now. */
    ahead: (capacity: number) =>
      held(Date.now() + 21 * 24 * 60 * MINUTE, { capacity, bookable_from_hours: 1440 }),
    rows: ({ class_id }: Day) =>
      under.admin<{ user_id: string; status: string; place: number; received_at: Date }[]>`
        select user_id, status, place, received_at from check_ins where class_id = ${class_id}
        order by class_date, place`,
    /** Dates on which what was counted is not what there is; there must be none. */
    miscounted: () =>
      under.admin`
        select class_id, class_date from private.class_dates d
        left join lateral (
          select count(*) filter (where status in ('booked', 'offered', 'present', 'no_show')) as seated,
            count(*) filter (where status = 'waiting') as waiting,
            count(*) filter (where status = 'offered') as offered,
            coalesce(max(place), 0) as last_place
          from check_ins x where x.class_id = d.class_id and x.class_date = d.class_date
        ) x on true
        where (d.seated, d.waiting, d.offered) is distinct from (x.seated, x.waiting, x.offered)
          or d.last_place < x.last_place`,
  };
}

/**
 * What came of attempts that start within a few milliseconds: `done`, or a refusal's code. Anything
 * else is a fault and thrown, above all a deadlock.
 */
export const outcomes = (attempts: readonly (() => Promise<unknown>)[]): Promise<string[]> =>
  Promise.all(attempts.map(async (attempt) => {
    await sleep(Math.random() * 6);
    try {
      await attempt();
      return 'done';
    } catch (error) {
      if (error instanceof AppError) return error.code;
      const { constraint_name, code } = findPostgresError(error) ?? {};
      if (constraint_name && code !== '40P01') return constraint_name;
      throw error;
    }
  }));
