import type { Probe } from '../../proof/cells.ts';
import { becomeSystem, byOwner } from '../returning.ts';

const leave = (who: string) =>
  `update public.memberships set left_at = now() where id = :memberships.${who}`;
const ended = `select id from public.dues_coverage where covered_until = current_date`;
const student = 'where user_id = :users.student';

/** What becomes of coverage and accounts when somebody leaves the gym. */
export const leavingProbes: Record<string, Probe> = {
  'who has left': [leave('student'), becomeSystem, ended],
  'who was covered for some days more': [
    ...byOwner(`update public.dues_coverage set covered_until = current_date + 10 ${student}`),
    leave('student'),
    becomeSystem,
    ended,
  ],
  'whose account is over': [
    leave('student'),
    becomeSystem,
    `select id from public.dues_accounts where ends_on = current_date`,
  ],
  'which are written down': [
    leave('student'),
    becomeSystem,
    `select id from public.dues_accounts where changes_on is not null`,
  ],
  'and of another gym': [
    ...byOwner(`insert into public.dues_coverage (account_id, gym_id, user_id, covered_from)
      values (:dues_accounts.southern, :gyms.south, :users.student, '2020-01-01')`),
    leave('student'),
    becomeSystem,
    `select count(*) from public.dues_coverage ${student} and covered_until is null`,
  ],
  'what was over before': [
    ...byOwner(
      `update public.dues_accounts set ends_on = current_date - 3
        where id = :dues_accounts.ofStudent`,
      `update public.dues_coverage set covered_until = current_date - 2 ${student}`,
    ),
    leave('student'),
    becomeSystem,
    `select current_date - ends_on as days from public.dues_accounts
      where id = :dues_accounts.ofStudent`,
  ],
  'of a family': [
    leave('otherStudent'),
    becomeSystem,
    `select id from public.dues_accounts where ends_on is not null`,
  ],
  'of a family for some days more': [
    ...byOwner(`update public.dues_coverage set covered_until = current_date + 10
      where id = :dues_coverage.otherChild`),
    leave('otherStudent'),
    becomeSystem,
    `select id from public.dues_accounts where ends_on is not null`,
  ],
};

export const leavingGrids = [
  `
| actor            | who has left | who was covered for some days more | whose account is over | which are written down |
| anonymous        | 42501        | 42501   | 42501     | 42501     |
| student manager deputy system | student | student | ofStudent | ofStudent |
| everyone else    | -            | -       | -         | -         |`,
  `
| actor            | and of another gym | what was over before | of a family | of a family for some days more |
| anonymous        | 42501              | 42501                | 42501       | 42501 |
| student manager deputy system | 1     | 3                    | -           | -     |
| everyone else    | 2                  | 3                    | -           | -     |`,
];
