import type { Subject } from '../../proof/cells.ts';
import { gradingEvents as rows } from '../../world/belts/graduations.ts';
import { idOf } from '../../world/ids.ts';
import { becomeSystem, clockOf } from '../returning.ts';

const NEW = idOf('grading_events.new');
const event = (by = ':me', more = '', values = '') =>
  `insert into public.grading_events (id, gym_id, modality, held_on, created_by${more})
    values ('${NEW}', :gyms.north, 'Jiu-jitsu', '2022-06-01', ${by}${values})`;
const graded = (on = '2022-06-01', modality = 'Jiu-jitsu') =>
  `insert into public.graduations
    (user_id, gym_id, modality, belt, awarded_by, awarded_on, registered_on, event_id)
    values (:users.student, :gyms.north, '${modality}', 'purple', :me, '${on}', '${on}', '${NEW}')`;

/** Grading events: read by the members of a gym, written by its staff, with those who are graded. */
export const events: Subject = {
  name: 'public.grading_events',
  rows,
  appendOnly: true,
  probes: {
    select: `select * from public.grading_events`,
    insert: event(),
    'in the name of another': event(':users.fellow'),
    'whose clock': `${event(':me', ', created_at', ", '2000-01-01'")} ${clockOf('created_at')}`,
    update: `update public.grading_events set held_on = '2020-01-01' where id = :row`,
    'delete blindly': `delete from public.grading_events`,
    truncate: `truncate public.grading_events`,
    graded: [
      event(),
      graded(),
      becomeSystem,
      `select details ->> 'event_id' from public.audit_events
        where actor_id = :me and subject_id = :users.student and action = 'promoted'`,
    ],
    'on another day': [event(), graded('2022-06-02')],
    'once more': [event(), graded(), graded()],
  },
  access: [
    `
| actor         | select          | insert    | in the name of another | whose clock | update | delete blindly | truncate |
| anonymous     | 42501           | 42501     | 42501     | 42501     | 42501 | 42501 | 42501 |
| student guardian | summer       | 42501/rls | 42501/rls | 42501/rls | 42501 | 42501 | 42501 |
| otherGuardian | southern        | 42501/rls | 42501/rls | 42501/rls | 42501 | 42501 | 42501 |
| instructor deputy | summer      | ×1        | 42501/rls | now       | 42501 | 42501 | 42501 |
| manager       | summer southern | ×1        | 42501/rls | now       | 42501 | 42501 | 42501 |
| otherManager  | southern        | 42501/rls | 42501/rls | 42501/rls | 42501 | 42501 | 42501 |
| deleted       | -               | 42501/guard | 42501/rls | 42501/guard | 42501 | 42501 | 42501 |
| system        | all             | 42501     | 42501     | 42501     | 42501 | 42501 | 42501 |
| everyone else | -               | 42501/rls | 42501/rls | 42501/rls | 42501 | 42501 | 42501 |`,
    `
| actor                     | graded      | on another day | once more   |
| anonymous system          | 42501       | 42501          | 42501       |
| instructor manager deputy | new         | 23503          | 23505       |
| deleted                   | 42501/guard | 42501/guard    | 42501/guard |
| everyone else             | 42501/rls   | 42501/rls      | 42501/rls   |`,
  ],
};
