import { describe, expect, it } from 'vitest';
import { checkIn } from '../../../../src/academy/check-ins/check-in.ts';
import { cancelCheckIn } from '../../../../src/academy/check-ins/cancel-check-in.ts';
import { checkInMany } from '../../../../src/academy/check-ins/check-in-many.ts';
import { bookClass } from '../../../../src/academy/check-ins/book-class.ts';
import { endMembership } from '../../../../src/academy/memberships/end-membership.ts';
import { openAccount } from '../../../../src/billing/dues/accounts/open-account.ts';
import { freezeAccount } from '../../../../src/billing/dues/freezes/freeze-account.ts';
import { notePayment } from '../../../../src/billing/dues/payments/note-payment.ts';
import { voidPayment } from '../../../../src/billing/dues/payments/void-payment.ts';
import { createPlan } from '../../../../src/billing/dues/plans/create-plan.ts';
import { eraseMe } from '../../../../src/identity/privacy/erase-me.ts';
import type { CallerContext } from '../../../../src/db/context.ts';
import { personalParts } from '../../../../supabase/functions/identity/personal-parts.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { crowd, type Day, outcomes } from '../../academy/check-ins/support/crowd.ts';
import { plus } from './support/office.ts';

const under = useDoor({ poolSize: 10, acquireTimeoutMs: 20_000 });
const on = crowd(under);
const today = new Date().toISOString().slice(0, 10);

const terms = { person_price: null, punches: null, valid_days: null, currency: 'EUR' };
const idOf = ({ caller }: CallerContext) => caller.userId;
const present = (day: Day) => ({
  class_id: day.class_id,
  body: { class_date: day.class_date, made_at: null, reason: null },
});

/** A gym that asks for dues, with a manager, members, and classes that are open now. */
async function gymWith(members: number, classes: number) {
  const first = await on.now(1000);
  const { gym_id } = first;
  await under.admin`update gyms set dues = 'required', dues_grace_days = 0 where id = ${gym_id}`;
  const others = await under.admin<{ class_id: string }[]>`
    insert into classes (gym_id, weekday, modality, starts_at, ends_at, starts_on, capacity,
      bookable_from_hours)
    select gym_id, weekday, modality || n, starts_at, ends_at, starts_on, capacity, 1
    from classes, generate_series(2, ${classes}) n where id = ${first.class_id}
    returning id as class_id`;
  const [manager, deputy] = await on.people(2, gym_id, 'MANAGER');
  return {
    gym_id,
    days: [first, ...others.map((one) => ({ ...first, ...one }))],
    manager: manager!,
    deputy: deputy!,
    members: await on.people(members, gym_id),
  };
}

async function card(
  gym_id: string,
  manager: CallerContext,
  people: CallerContext[],
  punches: number,
) {
  const plan = await createPlan(manager, {
    ...{ gym_id, body: { ...terms, kind: 'punch_card', name: 'Card', price: '250', punches } },
  });
  const account = await openAccount(manager, {
    gym_id,
    body: { plan_id: plan.id, payer_id: idOf(people[0]!), covered: people.map(idOf) },
  });
  const pay = () =>
    notePayment(manager, {
      ...{ account_id: account.id, body: { units: 1, amount: '250', method: 'cash' } },
    });
  return { account, pay, plan };
}

const used = async (account_id: string) => {
  const [row] = await under.admin<{ used: number; free: number }[]>`
    select count(check_in_id)::int as used, (count(*) - count(check_in_id))::int as free
    from private.dues_punches where account_id = ${account_id}`;
  return row;
};

describe('a card of ten', () => {
  it('lets one person into ten of fifty classes at once', async () => {
    const { gym_id, days, manager, members: [ana] } = await gymWith(1, 50);
    const { account, pay } = await card(gym_id, manager, [ana!], 10);
    await pay();
    const came = await outcomes(days.map((day) => () => checkIn(ana!, present(day))));
    expect(came.filter((one) => one === 'done')).toHaveLength(10);
    expect(came.filter((one) => one === 'punch_card_empty')).toHaveLength(40);
    expect(await used(account.id)).toEqual({ used: 10, free: 0 });
    // Again they change nothing, and one that is cancelled gives its class back.
    const again = await outcomes(days.map((day) => () => checkIn(ana!, present(day))));
    expect(again).toEqual(came);
    const [one] = await under.admin<{ id: string }[]>`
      select id from check_ins where user_id = ${idOf(ana!)} and status = 'present' limit 1`;
    await cancelCheckIn(manager, { check_in_id: one!.id, body: { reason: null } });
    expect(await used(account.id)).toEqual({ used: 9, free: 1 });
  });

  it('lets ten of fifty into one class at once, whoever checks them in', async () => {
    const { gym_id, days: [day], manager, deputy, members } = await gymWith(50, 1);
    const { account, pay } = await card(gym_id, manager, members, 10);
    await pay();
    const half = members.slice(0, 25);
    const bulk = (by: CallerContext, people: CallerContext[]) => async () => {
      await checkInMany(by, {
        class_id: day!.class_id,
        body: { ...present(day!).body, user_ids: people.map(idOf) },
      });
    };
    await outcomes([
      ...[bulk(manager, half), bulk(deputy, half.toReversed())],
      ...members.map((member) => () => checkIn(member, present(day!))),
    ]);
    expect((await on.rows(day!)).filter(({ status }) => status === 'present')).toHaveLength(10);
    expect(await used(account.id)).toEqual({ used: 10, free: 0 });
  });
});

describe('one person', () => {
  it('is covered by one account, of many that are begun at once', async () => {
    const { gym_id, manager, deputy, members: [ana, bob] } = await gymWith(2, 1);
    const plan = await createPlan(manager, {
      ...{ gym_id, body: { ...terms, kind: 'family', name: 'F', price: '1', person_price: '1' } },
    });
    const open = (by: CallerContext, people: CallerContext[]) => () =>
      openAccount(by, {
        gym_id,
        body: { plan_id: plan.id, payer_id: idOf(people[0]!), covered: people.map(idOf) },
      });
    for (let round = 0; round < 4; round++) {
      const came = await outcomes([
        ...[open(manager, [ana!, bob!]), open(deputy, [bob!, ana!])],
        ...[open(manager, [ana!, bob!]), open(deputy, [ana!])],
      ]);
      expect(came.filter((one) => one !== 'covered_elsewhere').length).toBeLessThanOrEqual(2);
      const twice = await under.admin`
        select from dues_coverage one join dues_coverage other on other.user_id = one.user_id
          and other.gym_id = one.gym_id and other.id <> one.id
        where one.covered_until is null and other.covered_until is null`;
      expect(twice).toHaveLength(0);
      expect(
        await under.admin`select from dues_accounts a where a.gym_id = ${gym_id} and not exists
        (select from dues_coverage c where c.account_id = a.id)`,
      ).toHaveLength(0);
      await under.admin`delete from dues_accounts where gym_id = ${gym_id}`;
    }
  });
});

describe('everything at once', () => {
  it('ends without a deadlock, with no class used twice, and nobody covered who left', async () => {
    for (let round = 0; round < 3; round++) {
      const { gym_id, days, manager, deputy, members } = await gymWith(6, 3);
      const { account, pay } = await card(gym_id, manager, members, 4);
      const { id } = await pay();
      const came = await outcomes([
        ...days.flatMap((day) =>
          members.flatMap((member) => [
            () =>
              bookClass(member, { class_id: day.class_id, body: { class_date: day.class_date } }),
            () => checkIn(member, present(day)),
          ])
        ),
        ...[manager, deputy].flatMap((by) =>
          days.map((day) => async () => {
            const body = { ...present(day).body, user_ids: members.map(idOf) };
            await checkInMany(by, { class_id: day.class_id, body });
          })
        ),
        pay,
        () => voidPayment(manager, { payment_id: id, body: { reason: 'A mistake' } }),
        () =>
          freezeAccount(deputy, {
            account_id: account.id,
            body: { starts_on: plus(today, 30), ends_on: plus(today, 40) },
          }),
        () => leave(members[1]!, gym_id),
        () => eraseMe({ ...members[2]!, parts: personalParts }),
      ]);
      expect(came.length).toBe(47);
      const [spent] = await under.admin`
        select count(*)::int as n from check_ins x
        where x.gym_id = ${gym_id} and x.status in ('booked', 'offered', 'present', 'no_show')
          and not exists (select from private.dues_punches u where u.check_in_id = x.id)`;
      expect(spent).toEqual({ n: 0 });
      const [lost] = await under.admin`
        select count(*)::int as n from private.dues_punches u join check_ins x on x.id = u.check_in_id
        where x.gym_id = ${gym_id} and x.status in ('waiting', 'cancelled')`;
      expect(lost).toEqual({ n: 0 });
      const gone = await under.admin`
        select from dues_coverage c join memberships m on m.user_id = c.user_id
          and m.gym_id = c.gym_id where c.gym_id = ${gym_id} and not m.in_effect
          and (c.covered_until is null or c.covered_until > current_date)`;
      expect(gone).toHaveLength(0);
    }
  }, 60_000);
});

async function leave(member: CallerContext, gym_id: string) {
  const [row] = await under.admin<{ id: string }[]>`
    select id from memberships where user_id = ${idOf(member)} and gym_id = ${gym_id}`;
  await endMembership(member, { membership_id: row!.id });
}
