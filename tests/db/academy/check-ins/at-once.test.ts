import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { bookClass } from '../../../../src/academy/check-ins/book-class.ts';
import { cancelCheckIn } from '../../../../src/academy/check-ins/cancel-check-in.ts';
import { checkInMany } from '../../../../src/academy/check-ins/check-in-many.ts';
import { updateClass } from '../../../../src/academy/classes/update-class.ts';
import { endMembership } from '../../../../src/academy/memberships/end-membership.ts';
import { changeDate } from '../../../../src/academy/schedule/change-date.ts';
import { closeGym } from '../../../../src/academy/schedule/close-gym.ts';
import { removeChange } from '../../../../src/academy/schedule/remove-change.ts';
import type { CallerContext } from '../../../../src/db/context.ts';
import { eraseChild } from '../../../../src/identity/children/erase-child.ts';
import { eraseMe } from '../../../../src/identity/privacy/erase-me.ts';
import { personalParts } from '../../../../supabase/functions/identity/personal-parts.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { crowd, type Day, outcomes } from './support/crowd.ts';

// A crowd waits for its turn, also on a busy machine.
const under = useDoor({ poolSize: 10, acquireTimeoutMs: 20_000 });
const on = crowd(under);

/** `npm run prove -- crowds` plays more. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 6);
const MEMBERS = 6;

interface Scene {
  /** Two dates of one class, both full and with a queue. */
  dates: [Day, Day];
  managers: [CallerContext, CallerContext];
  instructor: CallerContext;
  members: CallerContext[];
  /** Of two of the children; each child has another guardian, who erases. */
  guardian: CallerContext;
  other: CallerContext;
  children: string[];
}

async function scene(): Promise<Scene> {
  const first = await on.now(3);
  const week = new Date(Date.parse(first.class_date) + 7 * 86_400_000);
  const dates: [Day, Day] = [first, { ...first, class_date: week.toISOString().slice(0, 10) }];
  await under.admin`update classes set bookable_from_hours = 1000 where id = ${first.class_id}`;
  const managers = await on.people(2, first.gym_id, 'MANAGER') as [CallerContext, CallerContext];
  const [instructor] = await on.people(1, first.gym_id, 'INSTRUCTOR');
  await under.admin`update classes set instructor_id = ${instructor!.caller.userId}
    where id = ${first.class_id}`;
  const members = await on.people(MEMBERS, first.gym_id);
  const [guardian, other] = await on.people(2);
  const children = (await on.people(2, first.gym_id)).map(({ caller }) => caller.userId);
  await under.admin`update users set birth_date = current_date - 3000 where id in ${
    under.admin(children)
  }`;
  await under.admin`insert into guardianships (guardian_id, dependent_id, relation)
    select g, c, 'parent' from unnest(${
    [guardian!, other!].map(({ caller }) => caller.userId)
  }::uuid[]) g,
      unnest(${children}::uuid[]) c`;
  for (const day of dates) {
    for (const member of members) await bookClass(member, { ...day, body: dateOf(day) });
    for (const user_id of children) {
      await bookClass(guardian!, { ...day, user_id, body: dateOf(day) });
    }
  }
  return {
    ...{ dates, managers, instructor: instructor!, members, children },
    ...{ guardian: guardian!, other: other! },
  };
}

const dateOf = ({ class_date }: Day) => ({ class_date });
const pick = <T>(things: readonly T[]): T => things[Math.floor(Math.random() * things.length)]!;
const shuffled = <T>(things: readonly T[]): T[] =>
  things.map((thing) => ({ thing, at: Math.random() })).sort((one, two) => one.at - two.at)
    .map(({ thing }) => thing);

const idsOf = ({ members, children }: Scene) => [
  ...members.map(({ caller }) => caller.userId),
  ...children,
];
const bulk = (by: CallerContext, day: Day, user_ids: string[], reason: string | null) =>
  checkInMany(by, { ...day, body: { ...dateOf(day), user_ids, made_at: null, reason } });

/** What people do to the dates of a class at once. */
const deeds: Record<string, (at: Scene) => Promise<unknown>> = {
  'staff check in many': (at) => bulk(at.instructor, at.dates[0], shuffled(idsOf(at)), null),
  'staff check in many past the rules': (at) =>
    bulk(pick(at.managers), at.dates[0], shuffled(idsOf(at)), 'A seminar'),
  'a guardian checks in two': ({ guardian, dates, children }) =>
    bulk(guardian, dates[0], shuffled(children), null),
  'staff cancel': async (at) => {
    const [row] = await under.admin`select id from check_ins
      where class_id = ${at.dates[0].class_id} order by random() limit 1`;
    return cancelCheckIn(pick(at.managers), { check_in_id: row!.id, body: { reason: 'Ill' } });
  },
  'the gym closes and opens': async ({ managers, dates: [first, last] }) => {
    const closure = await closeGym(managers[0], {
      gym_id: first.gym_id,
      body: { starts_on: first.class_date, ends_on: last.class_date, reason: null },
    });
    await removeChange(managers[0], { change_id: closure.id });
  },
  'a date is called off by who teaches it': ({ instructor, dates: [{ class_id, class_date }] }) =>
    changeDate(instructor, {
      class_id,
      body: { class_date, kind: 'cancelled', reason: null },
    }),
  'a class is split': ({ managers, dates: [first, last] }) =>
    updateClass(managers[1], {
      ...{ class_id: first.class_id, from: last.class_date, version: undefined },
      body: { capacity: 4 },
    }),
  'a class grows': ({ managers, dates: [{ class_id }] }) =>
    updateClass(pick(managers), { class_id, version: undefined, body: { capacity: 5 } }),
  'a member leaves': async ({ members, dates: [{ gym_id }] }) => {
    const member = pick(members);
    const [row] = await under.admin`select id from memberships
      where user_id = ${member.caller.userId} and gym_id = ${gym_id}`;
    return endMembership(member, { membership_id: row!.id });
  },
  'a member erases their account': ({ members }) =>
    eraseMe({ ...pick(members), parts: personalParts }),
  'who teaches it erases their account': ({ instructor }) =>
    eraseMe({ ...instructor, parts: personalParts }),
  'a child is erased': ({ other, children }) =>
    eraseChild({ ...other, parts: personalParts }, { user_id: pick(children) }),
  'the job': () =>
    under.door.asSystem('tests').execute(
      'select private.tend_class_dates(now(), 50)',
    ),
};

describe(`what happens at once to the dates of a class, in ${ROUNDS} rounds,`, () => {
  it('ends in no deadlock, and leaves nobody a place they may not have', async () => {
    const names = Object.keys(deeds);
    for (let round = 0; round < ROUNDS; round++) {
      const at = await scene();
      const some = shuffled([...names, ...names]).slice(0, 8);
      await outcomes(some.map((name) => () => deeds[name]!(at)));
      await under.admin`select private.tend_class_dates(now(), 50)`;
      const left = await under.admin`
        select x.status, x.class_date::text from check_ins x
        left join memberships m on m.user_id = x.user_id and m.gym_id = x.gym_id and m.in_effect
        left join lateral private.occurrence(x.class_id, x.class_date) o on true
        where x.gym_id = ${at.dates[0].gym_id} and x.status in ('booked', 'waiting', 'offered')
          and (m.id is null or o.status is distinct from 'scheduled')`;
      expect(left, some.join(', ')).toEqual([]);
      const waiting = await under.admin`
        select d.class_date::text, d.seated, d.waiting, c.capacity from private.class_dates d
        join classes c on c.id = d.class_id
        where d.gym_id = ${at.dates[0].gym_id} and d.waiting > 0 and d.seated < c.capacity`;
      expect(waiting, some.join(', ')).toEqual([]);
    }
    expect(await on.miscounted()).toEqual([]);
  }, 20_000 + 2_000 * ROUNDS);
});
