import type { Probe, Subject } from '../../proof/cells.ts';
import {
  duesAccounts,
  duesCoverage,
  duesFreezes,
  duesPayments,
  duesPlans,
  duesPunches,
} from '../../world/dues.ts';
import { clockOf, touched } from '../returning.ts';
import { leavingGrids, leavingProbes } from './dues-leaving.ts';

const plan = (gym: string, archived = 'null') =>
  `insert into public.dues_plans (gym_id, name, kind, price, currency, archived_at)
    values (:gyms.${gym}, 'x', 'monthly', 1, 'EUR', ${archived})`;
const backdated =
  `insert into public.dues_plans (gym_id, name, kind, price, currency, created_at, updated_at)
    values (:gyms.north, 'x', 'monthly', 1, 'EUR', '2000-01-01', '2000-01-01')`;

/** What a plan may say: each kind has its own terms. */
const terms: Record<string, string> = {
  month: `'monthly', 1, null, null, null`,
  'month-of-many': `'monthly', 1, 1, null, null`,
  'month-of-classes': `'monthly', 1, null, 8, null`,
  'month-of-days': `'monthly', 1, null, null, 30`,
  home: `'family', 1, 0, null, null`,
  'home-of-one': `'family', 1, null, null, null`,
  'home-of-classes': `'family', 1, 1, 1, null`,
  card: `'punch_card', 1, null, 10, null`,
  'card-of-days': `'punch_card', 1, null, 10, 30`,
  'card-of-nothing': `'punch_card', 1, null, null, 30`,
  'card-of-many': `'punch_card', 1, 1, 10, null`,
  look: `'trial', 0, null, null, 7`,
  'look-at-one': `'trial', 0, null, 1, null`,
  'look-for-ever': `'trial', 0, null, null, null`,
  'look-of-many': `'trial', 0, 1, null, 7`,
  'below-nothing': `'monthly', -1, null, null, null`,
  'none-of-them': `'weekly', 1, null, null, null`,
};
const good = 'month home card card-of-days look look-at-one';
const bad = 'month-of-many month-of-classes month-of-days home-of-one home-of-classes ' +
  'card-of-nothing card-of-many look-for-ever look-of-many below-nothing none-of-them';

const plans: Subject = {
  name: 'public.dues_plans',
  rows: duesPlans,
  probes: {
    select: `select * from public.dues_plans`,
    insert: plan('north'),
    'insert archived': plan('north', 'now()'),
    'insert into south': plan('south'),
    'whose clock': `${backdated} ${clockOf('created_at')}`,
    terms: {
      each: terms,
      sql: `insert into public.dues_plans
        (gym_id, name, currency, kind, price, person_price, punches, valid_days)
        values (:gyms.north, 'x', 'EUR', :it) returning 'ok'`,
    },
    update: `update public.dues_plans set name = 'x' where id = :row ${touched}`,
    'is not archived by it': `update public.dues_plans set name = 'x'
      where id = :dues_plans.monthly and archived_at is null returning (archived_at is null)::text`,
    archive: `update public.dues_plans set archived_at = '2000-01-01'
      where id = :dues_plans.monthly ${clockOf('archived_at')}`,
    delete: `delete from public.dues_plans`,
    truncate: `truncate public.dues_plans`,
  },
  access: [
    `
| actor          | select              | insert    | insert archived | insert into south | whose clock |
| anonymous      | 42501               | 42501     | 42501     | 42501     | 42501     |
| manager        | all                 | ×1        | 42501/rls | 42501/rls | now       |
| deputy         | north-plans         | ×1        | 42501/rls | 42501/rls | now       |
| student instructor guardian | north-plans | 42501/rls | 42501/rls | 42501/rls | 42501/rls |
| otherManager   | southern            | 42501/rls | 42501/rls | ×1        | 42501/rls |
| otherGuardian  | southern            | 42501/rls | 42501/rls | 42501/rls | 42501/rls |
| system         | all                 | 42501     | 42501     | 42501     | 42501     |
| everyone else  | -                   | 42501/rls | 42501/rls | 42501/rls | 42501/rls |`,
    `
| actor            | terms                     | update | is not archived by it | archive | delete | truncate |
| anonymous system | 42501                     | 42501  | 42501   | 42501   | 42501  | 42501    |
| manager deputy   | ${good} · 23514: ${bad}   | monthly card family trial · 23514: old | true | now | 42501 | 42501 |
| otherManager     | 42501/rls                 | southern | -     | -       | 42501  | 42501    |
| everyone else    | 42501/rls                 | -      | -       | -       | 42501  | 42501    |`,
  ],
  appendOnly: true,
  updatable: ['name', 'price', 'person_price', 'punches', 'valid_days', 'archived_at'],
};

/** Tables that functions write. */
const written = (
  name: string,
  rows: readonly string[],
  insert: string,
  select: string,
  more: Partial<Subject> = {},
): Subject => {
  const probes: Record<string, Probe> = {
    select: `select * from ${name}`,
    insert,
    update: `update ${name} set created_at = now()`,
    delete: `delete from ${name}`,
    truncate: `truncate ${name}`,
  };
  const lines = select.trim().split('\n').map((line) =>
    `${line.trim()} 42501 | 42501 | 42501 | 42501 |`
  );
  return {
    name,
    rows,
    probes,
    access: [['| actor | select | insert | update | delete | truncate |', ...lines].join('\n')],
    appendOnly: true,
    ...more,
  };
};

const account = `(account_id, gym_id`;
const ofStudent = `(:dues_accounts.ofStudent, :gyms.north`;

const accounts: Subject = {
  ...written(
    'public.dues_accounts',
    duesAccounts,
    `insert into public.dues_accounts (gym_id, plan_id, payer_id, kind, price, currency, starts_on)
      values (:gyms.north, :dues_plans.monthly, :users.student, 'monthly', 1, 'EUR', '2026-01-01')`,
    `
    | anonymous      | 42501 |
    | student        | ofStudent |
    | guardian       | ofChild |
    | formerGuardian | ofGrown |
    | manager        | north-dues ofManager |
    | deputy         | north-dues |
    | otherManager   | southern ofManager |
    | otherGuardian  | southern |
    | everyone else  | - |`,
  ),
  lockedBy: ['ended_at'],
};
accounts.probes['lock'] =
  `update public.dues_accounts set ended_at = ended_at where id = :row returning 'ok'`;
accounts.access = [
  accounts.access[0]!.replace(
    '| everyone else',
    '| system | all | 42501 | 42501 | ×7 | 42501 |\n| everyone else',
  ),
  `
  | actor         | lock  |
  | system        | all   |
  | everyone else | 42501 |`,
];

const withSystem = (subject: Subject): Subject => ({
  ...subject,
  access: subject.access.map((grid) =>
    grid.replace(
      '| everyone else',
      '| system | all | 42501 | 42501 | 42501 | 42501 |\n| everyone else',
    )
  ),
});

const coverage = withSystem(written(
  'public.dues_coverage',
  duesCoverage,
  `insert into public.dues_coverage ${account}, user_id, covered_from)
    values ${ofStudent}, :users.instructor, '2026-01-01')`,
  `
  | anonymous      | 42501 |
  | student        | student |
  | guardian       | child |
  | formerGuardian | grown |
  | manager        | north-covered manager |
  | deputy         | north-covered |
  | otherManager   | otherStudent otherChild manager |
  | otherGuardian  | otherChild |
  | everyone else  | - |`,
));

const payments = withSystem(written(
  'public.dues_payments',
  duesPayments,
  `insert into public.dues_payments ${account}, units, amount, method, received_on)
    values ${ofStudent}, 1, 1, 'cash', '2026-01-01')`,
  `
  | anonymous      | 42501 |
  | student        | ofStudent |
  | guardian       | ofChild |
  | formerGuardian | ofGrown |
  | manager deputy | north-paid |
  | otherManager   | southern |
  | everyone else  | - |`,
));

const freezes = withSystem(written(
  'public.dues_freezes',
  duesFreezes,
  `insert into public.dues_freezes ${account}, starts_on, ends_on)
    values ${ofStudent}, '2026-01-01', '2026-01-02')`,
  `
  | anonymous      | 42501 |
  | student        | ofStudent |
  | guardian       | ofChild |
  | formerGuardian | ofGrown |
  | manager deputy | north-rests |
  | otherManager otherGuardian | southern |
  | everyone else  | - |`,
));

const punches = withSystem(written(
  'private.dues_punches',
  duesPunches,
  `insert into private.dues_punches ${account}) values ${ofStudent})`,
  `
  | everyone else  | 42501 |`,
));

coverage.probes = { ...coverage.probes, ...leavingProbes };
coverage.access = [...coverage.access, ...leavingGrids];

export const duesTables: Subject[] = [plans, accounts, coverage, payments, freezes, punches];
