import { people } from '../../../world/actors.ts';
import type { Subject } from '../../../proof/cells.ts';
import { classes as rows } from '../../../world/schedule.ts';
import { becomeOwner, clockOf, touched } from '../../returning.ts';

const person = Object.fromEntries(people.map((name) => [name, `:users.${name}`]));

const put = (columns: string, values: string) =>
  `${columns}, created_by) values (:gyms.north, 6, '08:00', '09:00', '2020-01-01', 'x', ${values}`;

const insert = `insert into public.classes
  (gym_id, weekday, starts_at, ends_at, starts_on, modality`;

/** Weekly classes: members of the gym and their guardians see them, its managers write them. */
export const classes: Subject = {
  name: 'public.classes',
  rows,
  probes: {
    select: `select * from public.classes`,
    update: `update public.classes set modality = 'x' where id = :row ${touched}`,
    'update blindly': `update public.classes set modality = 'x'`,
    delete: `delete from public.classes`,
    truncate: `truncate public.classes`,

    'put with': {
      sql: `${insert}:it) returning 'ok'`,
      each: {
        nothing: put('', ':me'),
        'another-maker': put('', ':users.fellow'),
        'no-maker': put('', 'null'),
        teacher: put(', instructor_id', ':users.instructor, :me'),
        'student-teacher': put(', instructor_id', ':users.student, :me'),
        series: put(', series_id', ':classes.mat, :me'),
        deletion: put(', deleted_at', 'now(), :me'),
        'legacy-id': put(', legacy_id', '7, :me'),
      },
    },
    'put in south': `${insert}, created_by)
      values (:gyms.south, 6, '08:00', '09:00', '2020-01-01', 'x', :me) returning 'ok'`,
    'put backdated': `${insert}, created_by, created_at)
      values (:gyms.north, 6, '08:00', '09:00', '2020-01-01', 'x', :me, '2000-01-01')
      ${clockOf('created_at')}`,
    'put post-dated': `${insert}, created_by, updated_at)
      values (:gyms.north, 6, '08:00', '09:00', '2020-01-01', 'x', :me, '2000-01-01')
      ${clockOf('updated_at')}`,

    'have it taught by': {
      sql: `update public.classes set instructor_id = :it where id = :classes.open returning 'ok'`,
      each: { ...person, nobody: 'null' },
    },
    'have taught at once': `update public.classes
      set weekday = 1, starts_at = '18:59', ends_at = '20:00', instructor_id = :users.instructor
      where id = :classes.open returning 'ok'`,
    'remove backdated': `update public.classes set deleted_at = '2000-01-01'
      where id = :classes.open ${clockOf('deleted_at')}`,
    'remove as the import does': [
      becomeOwner,
      `update public.classes set deleted_at = '2000-01-01' where id = :classes.open
        ${clockOf('deleted_at')}`,
    ],
    'bring back': `update public.classes set deleted_at = null where id = :classes.gone
      returning 'ok'`,
  },
  access: [
    `
| actor                                | select        | update                               | update blindly | delete | truncate |
| anonymous                            | 42501         | 42501                                | 42501          | 42501  | 42501    |
| student instructor guardian          | north-classes | -                                    | -              | 42501  | 42501    |
| manager                              | all           | north-classes · 42501/guard: gone    | 42501/guard    | 42501  | 42501    |
| deputy                               | north-classes | north-classes · 42501/guard: gone    | 42501/guard    | 42501  | 42501    |
| otherManager                         | southern      | southern                             | ×1             | 42501  | 42501    |
| otherGuardian                        | southern      | -                                    | -              | 42501  | 42501    |
| system                               | all           | all                                  | ×11            | 23503  | 42501    |
| everyone else                        | -             | -                                    | -              | 42501  | 42501    |`,
    `
| actor          | put with | put in south | put backdated | put post-dated |
| anonymous      | 42501    | 42501        | 42501         | 42501          |
| manager deputy | nothing teacher · 23514: student-teacher · 42501/rls: another-maker no-maker series deletion legacy-id | 42501/rls | now | now |
| instructor     | 42501/rls: all · 23514: student-teacher | 42501/rls | 42501/rls | 42501/rls |
| otherManager   | 42501/rls: all · 23514: student-teacher teacher | ok | 42501/rls | 42501/rls |
| deleted        | 42501/guard: all · 23514: student-teacher teacher · 42501/rls: another-maker no-maker | 42501/guard | 42501/guard | 42501/guard |
| system         | all      | ok           | backdated     | backdated      |
| everyone else  | 42501/rls: all · 23514: student-teacher teacher | 42501/rls | 42501/rls | 42501/rls |`,
    `
| actor          | have it taught by | have taught at once | remove backdated | bring back |
| anonymous      | 42501             | 42501               | 42501            | 42501      |
| manager deputy | 23514: all · instructor manager deputy nobody · 42501/guard: deleted | 23P01 | now | 42501/guard |
| system         | all · 42501/guard: deleted | 23P01 | now | ok |
| everyone else  | -                 | -                   | -                | -          |`,
    `
| actor          | remove as the import does |
| everyone else  | backdated                 |`,
  ],
  updatable: [
    ...['instructor_id', 'weekday', 'starts_at', 'ends_at', 'starts_on', 'ends_on', 'modality'],
    ...['description', 'capacity', 'bookable_from_hours', 'cancel_until_minutes', 'deleted_at'],
  ],
};
