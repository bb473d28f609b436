import type { Probe } from '../../../proof/cells.ts';
import { at, grid, members, type Part, to } from './steps.ts';

const ofClass = (name: string, days: number) =>
  `jsonb_build_object('type', 'class', 'class_id', :classes.${name}, 'days', ${days})`;
const ofDate = (name: string, date: string) =>
  `jsonb_build_object('type', 'occurrence', 'class_id', :classes.${name}, 'class_date', ${date})`;
const dateOf = (name: string) => `(select ends_on from public.classes where id = :classes.${name})`;

const probes: Record<string, Probe> = {
  'the gym': to(`'{"type": "gym"}'`),
  'people, members or not': to(`jsonb_build_object('type', 'members', 'user_ids', jsonb_build_array(
    :users.student, :users.former, :users.deleted, :users.otherStudent, :users.pending))`),
  'a class after a week': to(ofClass('mat', 7), `'2020-01-13T12:00:00Z'`),
  'a class after eight days': to(ofClass('mat', 7), `'2020-01-14T12:00:00Z'`),
  'a class that is booked': to(ofClass('ahead', 7), 'now()'),
  'a class that was': to(ofClass('ahead', 7), `now() + interval '9 days'`),
  'a class of south': to(ofClass('southern', 7), `'2020-01-13T12:00:00Z'`),
  'a date': to(ofDate('mat', `'2020-01-06'`)),
  'a date without anybody': to(ofDate('mat', `'2020-01-13'`)),
  'a date to come': to(ofDate('ahead', dateOf('ahead'))),
  'a date of south': to(ofDate('southern', `'2020-01-06'`)),
  'a date that is cancelled': to(
    ofDate('ahead', dateOf('ahead')),
    at,
    `insert into public.class_changes (gym_id, class_id, class_date, kind, created_by)
      values (:gyms.north, :classes.ahead, ${dateOf('ahead')}, 'cancelled', :users.manager)`,
  ),
  'who is at risk': to(`'{"type": "at_risk", "days": 14}'`, `'2021-01-01T12:00:00Z'`),
};

/** Whom a notification is for, by what its audience says. */
export const audiences: Part = {
  probes,
  access: [
    grid({
      'the gym': members,
      'people, members or not': 'student',
      'a class after a week': members,
      'a class after eight days': '-',
      'a class that is booked': 'student child',
      'a class that was': '-',
      'a class of south': '-',
      'a date': members,
      'a date without anybody': '-',
      'a date to come': 'student child',
      'a date of south': '-',
      'a date that is cancelled': 'student child',
      'who is at risk': 'student fellow child grown',
    }),
  ],
};
