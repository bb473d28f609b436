import type postgres from 'postgres';
import type { Person } from './actors.ts';
import { daysAgo } from './belts/graduations.ts';
import { idOf } from './ids.ts';

type Columns = Record<string, string | number | null>;

/** Plans: the row's name, whose, and its terms. */
const plans: [row: string, gym: string, terms: Columns][] = [
  ['monthly', 'north', { kind: 'monthly', price: 100 }],
  ['card', 'north', { kind: 'punch_card', price: 250, punches: 2, valid_days: 90 }],
  ['family', 'north', { kind: 'family', price: 180, person_price: 90 }],
  ['old', 'north', { kind: 'monthly', price: 80, archived_at: '2020-02-01' }],
  ['trial', 'north', { kind: 'trial', price: 0, punches: 1 }],
  ['southern', 'south', { kind: 'family', price: 10, person_price: 5 }],
];
export const duesPlans = plans.map(([row]) => row);

/** Accounts: the row's name, its plan, who pays, whom it covers and since how many days. */
const accounts: [row: string, plan: string, payer: Person, covers: Person[], days: number][] = [
  ['ofStudent', 'monthly', 'student', ['student'], 10],
  ['ofChild', 'card', 'guardian', ['child'], 10],
  // Nobody has paid it.
  ['ofFellow', 'monthly', 'fellow', ['fellow'], 40],
  // Who pays for somebody who has grown up.
  ['ofGrown', 'monthly', 'formerGuardian', ['grown'], 10],
  ['ofDeleted', 'monthly', 'deleted', ['deleted'], 10],
  ['southern', 'southern', 'otherStudent', ['otherStudent', 'otherChild'], 10],
  ['ofManager', 'southern', 'manager', ['manager'], 10],
];
export const duesAccounts = accounts.map(([row]) => row);
export const duesCoverage = accounts.flatMap(([, , , covers]) => covers);

/** Payments: the account, by whom it was noted, and by whom it was voided. */
const payments: [row: string, by: Person, voidedBy?: Person][] = [
  ['ofStudent', 'manager'],
  ['ofChild', 'deputy'],
  ['ofGrown', 'manager'],
  ['ofFellow', 'manager', 'deputy'],
  ['southern', 'otherManager'],
];
export const duesPayments = payments.map(([row]) => row);

/** What rests, in a year. */
export const duesFreezes = ['ofStudent', 'ofChild', 'ofGrown', 'southern'];

/** Of the child's card: one is used, one is left. */
export const duesPunches = ['used', 'left'];

export const duesSets = {
  'north-plans': ['monthly', 'card', 'family', 'old', 'trial'],
  'north-dues': ['ofStudent', 'ofChild', 'ofFellow', 'ofGrown', 'ofDeleted'],
  'north-covered': ['student', 'child', 'fellow', 'grown', 'deleted'],
  'north-paid': ['ofStudent', 'ofChild', 'ofGrown', 'ofFellow'],
  'north-rests': ['ofStudent', 'ofChild', 'ofGrown'],
};

const gymOf = (plan: string) => idOf(`gyms.${plans.find(([row]) => row === plan)![1]}`);
const gymOfAccount = (row: string) => gymOf(accounts.find(([name]) => name === row)![1]);

export async function populateDues(tx: postgres.TransactionSql, past: string): Promise<void> {
  const times = { created_at: past, updated_at: past };
  for (const [row, gym, terms] of plans) {
    await tx`insert into dues_plans ${
      tx({
        ...{ id: idOf(`dues_plans.${row}`), gym_id: idOf(`gyms.${gym}`), name: row, ...times },
        ...{ currency: 'EUR', ...terms },
      })
    }`;
  }
  for (const [row, plan, payer, covers, days] of accounts) {
    await tx`insert into dues_accounts
      (id, gym_id, plan_id, payer_id, kind, price, person_price, currency, punches, valid_days,
        starts_on, created_at, updated_at)
      select ${idOf(`dues_accounts.${row}`)}, gym_id, id, ${idOf(`users.${payer}`)}, kind, price,
        person_price, currency, punches, valid_days, ${daysAgo(days)}, ${past}, ${past}
      from dues_plans where id = ${idOf(`dues_plans.${plan}`)}`;
    for (const person of covers) {
      await tx`insert into dues_coverage ${
        tx({
          ...{ id: idOf(`dues_coverage.${person}`), account_id: idOf(`dues_accounts.${row}`) },
          ...{ gym_id: gymOf(plan), user_id: idOf(`users.${person}`), ...times },
          covered_from: daysAgo(days),
        })
      }`;
    }
  }
  for (const [row, by, voidedBy] of payments) {
    await tx`insert into dues_payments ${
      tx({
        ...{ id: idOf(`dues_payments.${row}`), account_id: idOf(`dues_accounts.${row}`) },
        ...{ gym_id: gymOfAccount(row), units: 1, amount: 100, method: 'cash', created_at: past },
        ...{ received_on: daysAgo(10), noted_by: idOf(`users.${by}`) },
        voided_at: voidedBy ? past : null,
        voided_by: voidedBy ? idOf(`users.${voidedBy}`) : null,
        void_reason: voidedBy ? 'A mistake' : null,
      })
    }`;
  }
  for (const row of duesFreezes) {
    await tx`insert into dues_freezes ${
      tx({
        ...{ id: idOf(`dues_freezes.${row}`), account_id: idOf(`dues_accounts.${row}`), ...times },
        ...{ gym_id: gymOfAccount(row), starts_on: daysAgo(-365), ends_on: daysAgo(-375) },
        noted_by: idOf(`users.${row === 'ofChild' ? 'deputy' : 'manager'}`),
      })
    }`;
  }
  for (const row of duesPunches) {
    await tx`insert into private.dues_punches ${
      tx({
        ...{ id: idOf(`dues_punches.${row}`), account_id: idOf('dues_accounts.ofChild') },
        ...{ gym_id: idOf('gyms.north'), payment_id: idOf('dues_payments.ofChild') },
        check_in_id: row === 'used' ? idOf('check_ins.child') : null,
        created_at: past,
      })
    }`;
  }
  await tx`alter table dues_accounts disable trigger user`;
  await tx`update dues_accounts set state = 'overdue', overdue_since = starts_on
    where id in ${
    tx(['ofFellow', 'ofDeleted', 'ofManager'].map((row) => idOf(`dues_accounts.${row}`)))
  }`;
  await tx`alter table dues_accounts enable trigger user`;
}
