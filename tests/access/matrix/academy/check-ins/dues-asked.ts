import type { Probe } from '../../../proof/cells.ts';
import { becomeSystem, byOwner } from '../../returning.ts';

/** North asks everybody for dues, and `grown` is covered by no account any more. */
export const asked = byOwner(
  `update public.gyms set dues = 'required' where id = :gyms.north`,
  `delete from public.dues_coverage where id = :dues_coverage.grown`,
);
const free = `select id from private.dues_punches where check_in_id is null`;

/**
 * What check-in says where the gym asks about dues.
 *
 * @param checkIn a statement that checks a person into the class of today, perhaps with a reason
 */
export function askedCells(
  checkIn: (person: string, withReason?: boolean) => string,
): { askedProbes: Record<string, Probe>; askedGrids: string[] } {
  const askedProbes: Record<string, Probe> = {
    'who owes': [...asked, checkIn(':users.fellow')],
    'who has paid': [...asked, checkIn(':users.student')],
    'whom nobody covers': [...asked, checkIn(':users.grown')],
    'staff, whom nobody covers': [...asked, checkIn(':users.instructor')],
    'who owes, for a reason': [...asked, checkIn(':users.fellow', true)],
    'what that set aside': [
      ...asked,
      checkIn(':users.fellow', true),
      becomeSystem,
      `select details ->> 'set_aside' from public.audit_events
        where subject_id = :users.fellow and action = 'overridden'`,
    ],
    'on a card': [...asked, checkIn(':users.child')],
    'what is left of it': [...asked, checkIn(':users.child'), becomeSystem, free],
    'what is given back': [
      ...asked,
      checkIn(':users.child'),
      `select refusal from private.cancel_check_in((
        select id from public.check_ins where user_id = :users.child and class_id = :classes.today
      ), null)`,
      becomeSystem,
      free,
    ],
  };
  const askedGrids = [
    `
| actor             | who owes        | who has paid    | whom nobody covers | staff, whom nobody covers | who owes, for a reason |
| anonymous system  | 42501           | 42501           | 42501           | 42501           | 42501           |
| student           | child_not_found | present         | child_not_found | child_not_found | not_class_staff |
| guardian          | child_not_found | child_not_found | child_not_found | child_not_found | not_class_staff |
| instructor manager deputy | dues_overdue | present    | no_dues_plan    | present         | present         |
| everyone else     | class_not_found | class_not_found | class_not_found | class_not_found | class_not_found |`,
    `
| actor              | what that set aside | on a card       | what is left of it | what is given back |
| anonymous system   | 42501               | 42501           | 42501 | 42501 |
| student            | -                   | child_not_found | left  | left  |
| guardian           | -                   | present         | -     | -     |
| instructor manager | dues_overdue        | present         | -     | left  |
| deputy             | dues_overdue        | present         | -     | -     |
| everyone else      | -                   | class_not_found | left  | left  |`,
  ];
  return { askedProbes, askedGrids };
}
