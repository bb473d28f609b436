import type { Subject } from '../../../proof/cells.ts';
import { classChanges as rows } from '../../../world/schedule.ts';
import { clockOf, touched } from '../../returning.ts';

const of = (gym: string, held: string, date: string, kind: string, by = ':me') =>
  `values (:gyms.${gym}, :classes.${held}, '${date}', '${kind}', ${by}`;
const columns = `(gym_id, class_id, class_date, kind, created_by`;

/**
 * What differs on dates: members of the gym and their guardians see it, managers write it, and who teaches a class cancels
 * its dates and names substitutes. Who made a change takes it back while they teach the class.
 */
export const classChanges: Subject = {
  name: 'public.class_changes',
  rows,
  probes: {
    select: `select * from public.class_changes`,
    update: `update public.class_changes set reason = 'x' where id = :row ${touched}`,
    delete: `delete from public.class_changes where id = :row returning 'ok'`,
    'delete blindly': `delete from public.class_changes`,
    truncate: `truncate public.class_changes`,
    make: {
      sql: `insert into public.class_changes :it) returning 'ok'`,
      each: {
        cancelled: `${columns}) ${of('north', 'mat', '2020-02-24', 'cancelled')}`,
        'of-another': `${columns}) ${of('north', 'managed', '2020-02-25', 'cancelled')}`,
        'in-another-name': `${columns}) ${
          of('north', 'mat', '2020-02-24', 'cancelled', ':users.fellow')
        }`,
        moved: `${columns}, starts_at) ${of('north', 'mat', '2020-02-24', 'moved')}, '20:00'`,
        substitute: `${columns}, instructor_id) ${
          of('north', 'mat', '2020-02-24', 'substitute')
        }, :users.deputy`,
        'substitute-student': `${columns}, instructor_id) ${
          of('north', 'mat', '2020-02-24', 'substitute')
        }, :users.student`,
        'on-another-date': `${columns}) ${of('north', 'mat', '2020-02-25', 'cancelled')}`,
        'substitute-deleted': `${columns}, instructor_id) ${
          of('north', 'mat', '2020-02-24', 'substitute')
        }, :users.deleted`,
        'until-it-ends': `${columns}) ${of('north', 'open', '2020-12-30', 'cancelled')}`,
        'when-it-has-ended': `${columns}) ${of('north', 'open', '2021-01-06', 'cancelled')}`,
        'of-a-deleted': `${columns}) ${of('north', 'gone', '2020-02-23', 'cancelled')}`,
        'before-it-began': `${columns}) ${of('north', 'mat', '2019-12-30', 'cancelled')}`,
        closure: `(gym_id, starts_on, ends_on, kind, created_by)
          values (:gyms.north, '2020-04-01', '2020-04-02', 'cancelled', :me`,
        southern: `${columns}) ${of('south', 'southern', '2020-02-24', 'cancelled')}`,
        'of-both-gyms': `${columns}) ${of('north', 'southern', '2020-02-24', 'cancelled')}`,
      },
    },
    'make backdated': `insert into public.class_changes ${columns}, created_at)
      ${of('north', 'mat', '2020-02-24', 'cancelled')}, '2000-01-01') ${clockOf('created_at')}`,
    'make post-dated': `insert into public.class_changes ${columns}, updated_at)
      ${of('north', 'mat', '2020-02-24', 'cancelled')}, '2000-01-01') ${clockOf('updated_at')}`,
    'take back what made room': [
      `insert into public.classes
        (gym_id, weekday, starts_at, ends_at, starts_on, ends_on, modality, instructor_id, created_by)
        values (:gyms.north, 1, '18:00', '19:00', '2020-02-03', '2020-02-03', 'x', :users.instructor, :me)`,
      `delete from public.class_changes where id = :class_changes.cancelled returning 'ok'`,
    ],
  },
  access: [
    `
| actor         | select        | update | delete                  | delete blindly | truncate |
| anonymous     | 42501         | 42501  | 42501                   | 42501          | 42501    |
| student guardian | north-changes | 42501 | -                      | -              | 42501    |
| instructor    | north-changes | 42501  | cancelled               | ×1             | 42501    |
| manager       | all           | 42501  | north-changes           | ×7             | 42501    |
| deputy        | north-changes | 42501  | north-changes           | ×7             | 42501    |
| otherManager  | southern      | 42501  | southern                | ×1             | 42501    |
| otherGuardian | southern      | 42501  | -                       | -              | 42501    |
| system        | all           | all    | all                     | ×8             | 42501    |
| everyone else | -             | 42501  | -                       | -              | 42501    |`,
    `
| actor         | make |
| anonymous     | 42501 |
| student guardian | 23514: all · 42501/rls: cancelled of-another in-another-name moved until-it-ends closure |
| instructor    | 23514: all · cancelled substitute · 42501/rls: of-another in-another-name moved until-it-ends closure · 42501/guard: substitute-deleted |
| manager       | 23514: all · cancelled of-another moved substitute until-it-ends closure · 42501/rls: in-another-name southern · 23503: of-both-gyms · 42501/guard: substitute-deleted |
| deputy        | 23514: all · cancelled of-another moved substitute until-it-ends closure · 42501/rls: in-another-name · 42501/guard: substitute-deleted |
| otherManager  | 23514: all · southern · 42501/rls: closure · 23503: of-both-gyms |
| otherGuardian | 23514: all · 42501/rls: southern of-both-gyms closure |
| deleted       | 23514: all · 42501/guard: closure |
| system        | all · 23514: on-another-date when-it-has-ended of-a-deleted before-it-began · 23503: of-both-gyms · 42501/guard: substitute-deleted |
| everyone else | 23514: all · 42501/rls: closure |`,
    `
| actor                     | make backdated | make post-dated | take back what made room |
| anonymous                 | 42501          | 42501           | 42501                    |
| student guardian          | 42501/rls      | 42501/rls       | 23514                    |
| instructor                | now            | now             | 42501/rls                |
| manager deputy            | now            | now             | 23P01                    |
| system                    | backdated      | backdated       | 23P01                    |
| everyone else             | 23514          | 23514           | 23514                    |`,
  ],
};
