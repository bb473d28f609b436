import type { Probe } from '../../proof/cells.ts';
import { becomeSystem } from '../returning.ts';

const of = 'from public.dues_coverage where account_id = :dues_accounts.ofStudent';
const family = `(select id from public.dues_accounts where payer_id = :users.instructor)`;

/**
 * Whom an account covers once it was changed.
 *
 * @param begin a statement that begins a family's account, paid by the instructor, who is covered
 * @param change a statement that changes the student's
 */
export function coveredCells(
  begin: string,
  change: (more: { covers?: string; from?: string; ends?: string }) => string,
): { coveredProbes: Record<string, Probe>; coveredGrids: string[] } {
  const student = { covers: ':users.student' };
  const instructor = { covers: ':users.instructor' };
  const end = change({ ends: 'current_date + 30' });
  const coveredProbes: Record<string, Probe> = {
    'its end stays': [
      end,
      change(instructor),
      becomeSystem,
      `select ends_on - current_date as days from public.dues_accounts
        where id = :dues_accounts.ofStudent`,
    ],
    'until its end not any more': [
      end,
      change(instructor),
      becomeSystem,
      `select id ${of} and covered_until = current_date and updated_at > '2020-06-01'`,
    ],
    'who stays': [change(student), becomeSystem, `select id ${of} and covered_until is null`],
    'who stays to its end': [
      end,
      change(student),
      becomeSystem,
      `select id ${of} and covered_until = current_date + 31`,
    ],
    'who is one more': [
      begin,
      `select coalesce(refusal, 'ok') from private.change_dues_account(${family}, null, false, null,
        array[:users.instructor, :users.manager]::uuid[], null)`,
      becomeSystem,
      `select user_id from public.dues_coverage where account_id = ${family}`,
    ],
    'earlier than was said': [
      change({ ...instructor, from: 'current_date + 5' }),
      change(instructor),
      becomeSystem,
      `select covered_from - current_date as days ${of} and user_id = :users.instructor`,
    ],
    'who comes back': [
      change(instructor),
      change(student),
      becomeSystem,
      `select user_id ${of} and covered_until is null`,
    ],
  };
  const coveredGrids = [
    `
| actor            | its end stays | until its end not any more | who stays | who stays to its end |
| anonymous system | 42501 | 42501   | 42501   | 42501   |
| manager deputy   | 30    | student | student | student |
| everyone else    | null  | -       | student | -       |`,
    `
| actor            | who is one more    | earlier than was said | who comes back |
| anonymous system | 42501              | 42501 | 42501   |
| manager deputy   | instructor manager | 0     | student |
| everyone else    | -                  | -     | student |`,
  ];
  return { coveredProbes, coveredGrids };
}
