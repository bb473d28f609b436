import type { Subject } from '../../proof/cells.ts';
import { closed } from '../closed.ts';
import { classRoster } from './roster.ts';

const YEAR = `'2020-01-01', '2020-12-31'`;
const counts = 'attended integer, held integer, last_on date';
const person = 'user_id uuid, first_name text, last_name text, image_url text';
const page = 'text,uuid,integer)';

const members = (gym: string) =>
  `select user_id from private.gym_attendance(:gyms.${gym}, ${YEAR}, null, null, 101)`;

const gymAttendance: Subject = {
  name: `private.gym_attendance(uuid,date,date,${page}`,
  returns: `TABLE(${person}, ${counts}, streak_weeks integer, sort_name text)`,
  probes: { north: members('north'), south: members('south') },
  access: [`
| actor             | north                | south                              |
| anonymous system  | 42501                | 42501                              |
| instructor deputy | student fellow instructor manager deputy child grown | -                                  |
| manager           | student fellow instructor manager deputy child grown | manager otherManager otherStudent otherChild |
| otherManager      | -                    | manager otherManager otherStudent otherChild |
| everyone else     | -                    | -                                  |`],
};

const classesOf = (gym: string) =>
  `select class_id from private.class_attendance(:gyms.${gym}, ${YEAR})`;

const classAttendance: Subject = {
  name: 'private.class_attendance(uuid,date,date)',
  returns: `TABLE(class_id uuid, modality text, weekday integer, starts_at text, ${counts})`,
  probes: {
    north: classesOf('north'),
    south: classesOf('south'),
    'how far': `select max(held)::text
      from private.class_attendance(:gyms.south, '2020-01-01', '2025-12-31')`,
  },
  access: [`
| actor             | north              | south    | how far |
| anonymous system  | 42501              | 42501    | 42501   |
| instructor deputy | north-classes-held | -        | null    |
| manager           | north-classes-held | southern | 51      |
| otherManager      | -                  | southern | 51      |
| everyone else     | -                  | -        | null    |`],
};

const since = (who: string, gym = 'north') =>
  `select since::text from private.person_attendance(:gyms.${gym}, ${who}, ${YEAR})`;

const personAttendance: Subject = {
  name: 'private.person_attendance(uuid,uuid,date,date)',
  returns: `TABLE(since date, ${counts}, streak_weeks integer, classes jsonb)`,
  probes: {
    oneself: since(':me'),
    'a child': since(':users.child'),
    'the fellow': since(':users.fellow'),
    'a child of south': since(':users.otherChild', 'south'),
    'who left': since(':users.former'),
  },
  access: [`
| actor            | oneself    | a child    | the fellow | a child of south | who left |
| anonymous system | 42501      | 42501      | 42501      | 42501            | 42501    |
| student          | 2020-01-01 | -          | -          | -                | -        |
| guardian         | -          | 2020-01-01 | -          | -                | -        |
| otherGuardian    | -          | -          | -          | 2020-01-01       | -        |
| instructor deputy | 2020-01-01 | 2020-01-01 | 2020-01-01 | -               | -        |
| manager          | 2020-01-01 | 2020-01-01 | 2020-01-01 | 2020-01-01       | -        |
| otherManager     | -          | -          | -          | 2020-01-01       | -        |
| everyone else    | -          | -          | -          | -                | -        |`],
};

const atRisk = (gym: string) =>
  `select user_id from private.members_at_risk(:gyms.${gym}, 14, null, null, 101)`;

const membersAtRisk: Subject = {
  name: 'private.members_at_risk(uuid,integer,date,uuid,integer)',
  returns: `TABLE(${person}, reason text, since date, days_away integer, missed integer)`,
  probes: { north: atRisk('north'), south: atRisk('south') },
  access: [`
| actor             | north                      | south                   |
| anonymous system  | 42501                      | 42501                   |
| instructor deputy | student fellow child grown | -                       |
| manager           | student fellow child grown | otherStudent otherChild |
| otherManager      | -                          | otherStudent otherChild |
| everyone else     | -                          | -                       |`],
};

const instant = 'timestamp with time zone';
/** Functions for other functions: they ask nobody who they are, and no API role may call them. */
const closedSteps = closed([
  [
    `held(uuid,date,date,${instant})`,
    'TABLE(series_id uuid, class_date date)',
    `held(:gyms.north, ${YEAR}, now())`,
  ],
  [
    `attendance_of(uuid,uuid[],date,date,${instant})`,
    `TABLE(user_id uuid, since date, ${counts}, streak_weeks integer)`,
    `attendance_of(:gyms.north, '{}', ${YEAR}, now())`,
  ],
  [
    `attendance_page(uuid,date,date,${instant},${page}`,
    `TABLE(${person}, ${counts}, streak_weeks integer, sort_name text)`,
    `attendance_page(:gyms.north, ${YEAR}, now(), null, null, 1)`,
  ],
  [
    `attendance_by_class(uuid,date,date,${instant},uuid)`,
    `TABLE(class_id uuid, modality text, weekday integer, starts_at text, ${counts})`,
    `attendance_by_class(:gyms.north, ${YEAR}, now())`,
  ],
  [
    `absent_members(uuid,integer,${instant},date,uuid,integer)`,
    `TABLE(${person}, reason text, since date, days_away integer, missed integer)`,
    `absent_members(:gyms.north, 14, now(), null, null, 1)`,
  ],
  ['age_on(date,date)', 'integer', `age_on('2000-01-01', '2020-01-01')`],
  [
    `roster(uuid,date,${page}`,
    `TABLE(${person}, status text, age integer, is_minor boolean, contacts jsonb, sort_name text)`,
    `roster(:classes.mat, '2020-02-03', null, null, 1)`,
  ],
]);

export const attendance = [
  ...[gymAttendance, classAttendance, personAttendance, membersAtRisk, classRoster],
  ...closedSteps,
];
