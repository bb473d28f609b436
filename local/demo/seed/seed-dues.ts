import type postgres from 'postgres';
import { idOf } from '../chance.ts';
import type { Days } from '../days.ts';
import type { Known } from './seed-people.ts';

const plans: readonly ({ row: string } & Record<string, string | number>)[] = [
  { row: 'month', name: 'Monthly', kind: 'monthly', price: 220 },
  {
    row: 'card',
    name: 'Ten classes',
    kind: 'punch_card',
    price: 400,
    punches: 10,
    valid_days: 120,
  },
  { row: 'trial', name: 'A week to look around', kind: 'trial', price: 0, valid_days: 7 },
  { row: 'family', name: 'Family', kind: 'family', price: 220, person_price: 130 },
  { row: 'old', name: 'Monthly until last year', kind: 'monthly', price: 190 },
];

/** Accounts: of whom (the student, or a member by place), on what, since how many days, and what for. */
const accounts = [
  { row: 'of the student', plan: 'month', days: 100, paid: 4 },
  { row: 'who owes', member: 0, plan: 'month', days: 75, paid: 1 },
  { row: 'who is late', member: 1, plan: 'month', days: 33, paid: 1 },
  { row: 'who rests', member: 2, plan: 'month', days: 50, paid: 2, rest: [-3, 20] },
  { row: 'who has a card', member: 3, plan: 'card', days: 20, paid: 1 },
  { row: 'who looked around', member: 4, plan: 'trial', days: 12, paid: 0 },
  { row: 'who looks around', member: 5, plan: 'trial', days: 2, paid: 0 },
] as const;

/** The first gym asks about dues: it has plans, and accounts in every state, each with its payments. */
export async function seedDues(
  tx: postgres.TransactionSql,
  days: Days,
  { people, firstGym: gym_id }: Known,
): Promise<void> {
  await tx`update gyms set dues = 'asked', dues_grace_days = 7 where id = ${gym_id}`;
  for (const { row, ...plan } of plans) {
    await tx`insert into dues_plans ${
      tx({ ...plan, id: idOf('dues plan', row), gym_id, currency: 'BRL' })
    }`;
  }
  const members = await tx<{ user_id: string }[]>`
    select m.user_id from memberships m join users u on u.id = m.user_id
    where m.gym_id = ${gym_id} and m.in_effect and m.role = 'STUDENT'
      and m.user_id <> ${people.student.id} and not private.is_minor(u.birth_date)
    order by m.user_id limit 6`;
  for (const account of accounts) {
    const who = 'member' in account ? members[account.member]!.user_id : people.student.id;
    await open(tx, days, gym_id, account, who, [who]);
  }
  const children = await tx<{ id: string }[]>`
    select g.dependent_id as id from guardianships g
    join memberships m on m.user_id = g.dependent_id and m.gym_id = ${gym_id} and m.in_effect
    where g.guardian_id = ${people.guardian.id} and g.ended_at is null`;
  const family = { row: 'of a family', plan: 'family', days: 40, paid: 2 } as const;
  if (children.length > 0) {
    await open(tx, days, gym_id, family, people.guardian.id, children.map(({ id }) => id));
  }
  await tx`update dues_plans set archived_at = now() where id = ${idOf('dues plan', 'old')}`;
  await tx`select private.restate_dues(id, now()) from dues_accounts where gym_id = ${gym_id}`;
}

async function open(
  tx: postgres.TransactionSql,
  days: Days,
  gym_id: string,
  account: {
    row: string;
    plan: string;
    days: number;
    paid: number;
    rest?: readonly [first: number, last: number];
  },
  payer_id: string,
  covers: readonly string[],
): Promise<void> {
  const id = idOf('dues account', account.row);
  const starts_on = days.date(-account.days);
  await tx`insert into dues_accounts
    (id, gym_id, plan_id, payer_id, kind, price, person_price, currency, punches, valid_days, starts_on)
    select ${id}, gym_id, id, ${payer_id}, kind, price, person_price, currency, punches, valid_days,
      ${starts_on}
    from dues_plans where id = ${idOf('dues plan', account.plan)}`;
  const of = { account_id: id, gym_id };
  for (const user_id of covers) {
    await tx`insert into dues_coverage ${tx({ ...of, user_id, covered_from: starts_on })}`;
  }
  for (let month = 0; month < account.paid; month++) {
    const received_on = days.date(-account.days + month * 30);
    const [payment] = await tx<{ id: string }[]>`
      insert into dues_payments (account_id, gym_id, units, amount, method, received_on)
      select id, gym_id, 1, private.dues_price(a, ${starts_on}), 'transfer', ${received_on}
      from dues_accounts a where a.id = ${id} returning id`;
    await tx`select private.add_punches(id, gym_id, ${payment!.id}, punches)
      from dues_accounts where id = ${id} and kind = 'punch_card'`;
  }
  if (account.rest) {
    const [first, last] = account.rest;
    const rest = { starts_on: days.date(first), ends_on: days.date(last) };
    await tx`insert into dues_freezes ${tx({ ...of, ...rest })}`;
  }
}
