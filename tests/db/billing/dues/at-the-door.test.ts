import { beforeEach, describe, expect, it } from 'vitest';
import { checkIn } from '../../../../src/academy/check-ins/check-in.ts';
import { openAccount } from '../../../../src/billing/dues/accounts/open-account.ts';
import { notePayment } from '../../../../src/billing/dues/payments/note-payment.ts';
import { createPlan } from '../../../../src/billing/dues/plans/create-plan.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { crowd, outcomes } from '../../academy/check-ins/support/crowd.ts';
import { mat } from '../../academy/check-ins/support/mat.ts';
import { frontDesk, sha256 } from '../../academy/front-desk/support/scene.ts';
import { type Life, office } from './support/office.ts';

const under = useDoor();
const dues = office(() => under.admin);
const on = mat(() => under.admin);
const door = frontDesk(() => under.admin);

/** Paid until the class, a Monday; and only until three days before it. */
const paid: Life = { kind: 'monthly', starts_on: '2026-11-01', paid: [{ on: '2026-11-01' }] };
const paidUntilFriday: Life = { ...paid, starts_on: '2026-10-20' };
const oneClass: Life = { ...paid, kind: 'punch_card', terms: { punches: 1 } };

let gym = '';
beforeEach(async () => {
  gym = await dues.gym('UTC', 'required');
});

const bookable = () => on.held({ capacity: 1, bookable_from_hours: 240 }, gym);
const pay = (account_id: string) =>
  under.admin`insert into dues_payments (account_id, gym_id, units, amount, method, received_on)
    values (${account_id}, ${gym}, 1, 1, 'cash', '2026-11-21')`;

describe('the line for a class', () => {
  it('passes over who may not train, and they move up when they may again', async () => {
    const day = await bookable();
    const [ana, bob, eve] = [
      await dues.account(gym, paid),
      await dues.account(gym, paidUntilFriday),
      await dues.account(gym, paid),
    ];
    const people = [ana.user_id, bob.user_id, eve.user_id];
    for (const person of people) await on.book(day, person, '2026-11-18T12:00Z');
    expect(await on.statuses(day, people)).toBe('booked waiting waiting');

    await on.cancel(day, ana.user_id, '2026-11-21T12:00Z');
    expect(await on.statuses(day, people)).toBe('cancelled waiting booked');

    await pay(bob.id);
    await on.cancel(day, eve.user_id, '2026-11-21T13:00Z');
    expect(await on.statuses(day, people)).toBe('cancelled booked cancelled');
  });

  it('takes a class of a card from who moves up, and passes them over when none is left', async () => {
    const days = [await bookable(), await bookable()];
    const ana = await dues.account(gym, paid);
    const bob = await dues.account(gym, oneClass);
    const people = [ana.user_id, bob.user_id];
    for (const day of days) {
      for (const person of people) await on.book(day, person, '2026-11-18T12:00Z');
    }
    for (const day of days) await on.cancel(day, ana.user_id, '2026-11-21T12:00Z');
    expect(await on.statuses(days[0]!, people)).toBe('cancelled booked');
    expect(await on.statuses(days[1]!, people)).toBe('cancelled waiting');
    // What is given back is there for the other one.
    await on.cancel(days[0]!, bob.user_id, '2026-11-21T13:00Z');
    await on.tend('2026-11-23T12:00Z');
    await on.book(days[1]!, ana.user_id, '2026-11-21T14:00Z');
    expect(await on.statuses(days[1]!, people)).toBe('waiting booked');
  });

  it('gives nothing back of a card that was voided while its class was used', async () => {
    const day = await bookable();
    const bob = await dues.account(gym, oneClass);
    await on.book(day, bob.user_id, '2026-11-18T12:00Z');
    await under
      .admin`update dues_payments set voided_at = '2026-11-19' where account_id = ${bob.id}`;
    await on.cancel(day, bob.user_id, '2026-11-20T12:00Z');
    expect(await dues.refusal(gym, bob.user_id, '2026-11-24')).toBe('punch_card_empty');
  });
});

it('a front desk refuses by the same rules, in its log too, and lets in who has paid', async () => {
  const day = await bookable();
  const bob = await dues.account(gym, paidUntilFriday);
  await under.admin`insert into private.member_pins ${
    under.admin({ gym_id: gym, user_id: bob.user_id, pin_hash: sha256(`${gym}pin`) })
  }`;
  const { id } = await door.desk(gym);
  const comes = (at: string) =>
    door.tried({ desk: id, class_id: day.class_id, date: day.class_date, pin: 'pin', at });
  expect(await comes('2026-11-23T18:00Z')).toMatchObject({
    ...{ outcome: 'refused', reason: 'dues_overdue', first_name: null, initial: null },
  });
  await pay(bob.id);
  expect(await comes('2026-11-23T18:01Z')).toMatchObject({ outcome: 'present', reason: null });
  expect(await door.events(gym)).toEqual(['pin refused dues_overdue', 'pin present']);
});

it('a guardian checks a child in by what is paid for the child, not for them', async () => {
  const crowds = crowd(under);
  const { gym_id, class_id, class_date } = await crowds.now(10);
  await under.admin`update gyms set dues = 'required', dues_grace_days = 0 where id = ${gym_id}`;
  const [manager] = await crowds.people(1, gym_id, 'MANAGER');
  const [parent] = await crowds.people(1, gym_id);
  const payer_id = parent!.caller.userId;
  const [child] = await under.admin<{ id: string }[]>`
    insert into users (source, birth_date) values ('token', current_date - 3000) returning id`;
  await under.admin`insert into memberships (user_id, gym_id, approved_at)
    values (${child!.id}, ${gym_id}, now())`;
  await under.admin`insert into guardianships (guardian_id, dependent_id, relation)
    values (${payer_id}, ${child!.id}, 'parent')`;
  const comes = async (user_id?: string) => {
    const body = { class_date, made_at: null, reason: null };
    return await outcomes([() => checkIn(parent!, { class_id, user_id, body })]);
  };
  expect(await comes(child!.id)).toEqual(['no_dues_plan']);

  const terms = { person_price: null, punches: null, valid_days: null, currency: 'EUR' };
  const plan = await createPlan(manager!, {
    ...{ gym_id, body: { ...terms, kind: 'monthly', name: 'Month', price: '60' } },
  });
  const account = await openAccount(manager!, {
    ...{ gym_id, body: { plan_id: plan.id, payer_id, covered: [child!.id] } },
  });
  expect(await comes(child!.id)).toEqual(['dues_overdue']);
  await notePayment(manager!, {
    ...{ account_id: account.id, body: { units: 1, amount: '60', method: 'cash' } },
  });
  expect(await comes(child!.id)).toEqual(['done']);
  expect(await comes()).toEqual(['no_dues_plan']);
});
