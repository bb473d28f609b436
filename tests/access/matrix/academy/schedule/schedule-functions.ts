import type { Subject } from '../../../proof/cells.ts';
import { closed } from '../../closed.ts';
import { secretOfLink } from '../../../world/schedule.ts';

const taughtClassIds: Subject = {
  name: 'private.taught_class_ids()',
  returns: 'uuid[]',
  probes: {
    call: `select unnest(private.taught_class_ids())`,
    none: `select private.taught_class_ids() = '{}'`,
  },
  access: [`
| actor         | call     | none  |
| anonymous     | 42501    | 42501 |
| instructor    | mat      | false |
| manager       | managed  | false |
| otherManager  | southern | false |
| everyone else | -        | true  |`],
};

/** The days of February 2020 on which something is, or on which what differs. */
const february = (gym: string, what: string) =>
  `select ${what} from private.gym_schedule(:gyms.${gym}, '2020-02-01', '2020-02-29')`;

const gymSchedule: Subject = {
  name: 'private.gym_schedule(uuid,date,date)',
  returns: 'TABLE(class_id uuid, class_date date, starts_at timestamp with time zone, ' +
    'ends_at timestamp with time zone, status text, reason text, modality text, ' +
    'description text, capacity integer, bookable_from_hours integer, ' +
    'cancel_until_minutes integer, instructor_id uuid, instructor_first_name text, ' +
    'instructor_last_name text, is_substitute boolean, places_left integer, waiting integer)',
  probes: {
    north: february('north', 'distinct class_id'),
    south: february('south', 'distinct class_id'),
    'teachers of north': february('north', `distinct coalesce(instructor_first_name, 'nobody')`),
    'off in north': `${february('north', 'class_date::text')} where status = 'cancelled'`,
    'moved in north': `${
      february(
        'north',
        `class_date || 'T' || to_char(starts_at at time zone 'UTC',
      'HH24:MI')`,
      )
    } where status = 'moved'`,
    'stood in': `${february('north', 'class_date::text')} where is_substitute`,
    // Of the two classes of the world on which somebody waits, on one date each.
    'full in north': `select nullif(count(*), 0)::text from private.gym_schedule(:gyms.north,
      current_date - 10, current_date + 10) where waiting = 1 and places_left = 0`,
    'how far': `select case when max(class_date) = '2020-03-02' then 'bounded' end
      from private.gym_schedule(:gyms.north, '2020-01-01', '2021-01-01')`,
  },
  access: [
    `
| actor                     | north                           | south    | teachers of north |
| anonymous system          | 42501                           | 42501    | 42501             |
| student instructor deputy guardian | north-classes-held     | -        | instructor manager nobody former deleted deputy |
| manager                   | north-classes-held              | southern | instructor manager nobody former deleted deputy |
| otherManager otherGuardian | -                              | southern | -                 |
| everyone else             | -                               | -        | -                 |`,
    `
| actor                             | off in north | moved in north | stood in | full in north | how far |
| anonymous system                  | 42501        | 42501          | 42501    | 42501         | 42501   |
| student instructor deputy manager guardian | 2020-02-03 2020-02-04 2020-02-06 2020-02-10 | 2020-02-11T20:00 | 2020-02-17 | 2 | bounded |
| everyone else                     | -            | -              | -        | null          | null    |`,
  ],
};

const feed = (link: string) =>
  `private.calendar_feed('${secretOfLink(link)}', '2020-02-01', '2020-03-31')`;
const classesOf = (link: string) =>
  `select (c ->> 'id')::uuid from jsonb_array_elements(${feed(link)} -> 'classes') c`;

const zonesOf = (link: string) =>
  `select z ->> 'name' from jsonb_array_elements(${feed(link)} -> 'zones') z`;

/** Whoever has a link reads what it opens: the actor makes no difference. */
const calendarFeed: Subject = {
  name: 'private.calendar_feed(text,date,date)',
  returns: 'jsonb',
  probes: {
    "student's": classesOf('student'),
    "manager's": classesOf('manager'),
    "former's": classesOf('former'),
    "pending's": classesOf('pending'),
    "guardian's": classesOf('guardian'),
    "other guardian's": classesOf('otherGuardian'),
    "former guardian's": classesOf('formerGuardian'),
    "north's": classesOf('north'),
    "south's": classesOf('south'),
    spent: `select ${feed('spent')} is null`,
    'zones of north': zonesOf('north'),
    'zones of south': zonesOf('south'),
    unknown: `select ${feed('nobody')} is null`,
    'open to nothing': `select ${feed('stranger')} is null`,
    'days that differ': `select (d ->> 'class_date') || '/' || (d ->> 'status')
      from jsonb_array_elements(${feed('north')} -> 'classes') c
      cross join jsonb_array_elements(c -> 'days') d where c ->> 'modality' = 'mat'`,
    'how far': `select c ->> 'last'
      from jsonb_array_elements(
        private.calendar_feed('${secretOfLink('south')}', '2020-01-01', '2120-01-01') -> 'classes'
      ) c`,
  },
  access: [
    `
| actor         | student's          | manager's                   | former's | pending's | north's            | south's  |
| system        | 42501              | 42501                       | 42501    | 42501     | 42501              | 42501    |
| everyone else | north-classes-held | north-classes-held southern | -        | -         | north-classes-held | southern |`,
    `
| actor         | guardian's         | other guardian's | former guardian's |
| system        | 42501              | 42501            | 42501             |
| everyone else | north-classes-held | southern         | -                 |`,
    `
| actor         | zones of north | zones of south |
| system        | 42501          | 42501          |
| everyone else | UTC            | Europe/Lisbon  |`,
    `
| actor         | spent | unknown | open to nothing | days that differ | how far |
| system        | 42501 | 42501   | 42501           | 42501            | 42501   |
| everyone else | true  | true    | false           | 2020-02-03/cancelled 2020-02-10/cancelled 2020-02-17/scheduled 2020-03-02/cancelled | 2022-03-07T23:30:00+00:00 |`,
  ],
};

const split = (held: string, date: string) =>
  `select case when id = :classes.${held} then 'itself'
    when series_id = (select coalesce(series_id, id) from public.classes where id = :classes.${held})
    and created_by = :me and deleted_at is null then 'another' end
    from private.split_class(:classes.${held}, '${date}')`;

const splitClass: Subject = {
  name: 'private.split_class(uuid,date)',
  returns: 'SETOF classes',
  probes: {
    'mat from its second week': split('mat', '2020-01-13'),
    'mat from its beginning': split('mat', '2020-01-01'),
    southern: split('southern', '2020-01-13'),
    gone: split('gone', '2020-01-13'),
    'open while it lasts': split('open', '2020-06-03'),
    'open when it has ended': split('open', '2021-01-06'),
    'what ended': [
      `select private.split_class(:classes.mat, '2020-02-10')`,
      `select id from public.classes where ends_on = '2020-02-09'`,
    ],
    'what stays gone': [
      `select private.split_class(:classes.mat, '2020-02-10')`,
      `select id from public.classes where deleted_at is not null`,
    ],
    'what goes along': [
      `select private.split_class(:classes.mat, '2020-02-10')`,
      `select x.id from public.class_changes x where x.class_id not in
        (:classes.mat, :classes.managed, :classes.formers, :classes.southern)`,
    ],
    'what is left': [
      `select private.split_class(:classes.mat, '2020-02-10')`,
      `select ends_on::text from public.classes where id = :classes.mat`,
    ],
  },
  access: [
    `
| actor            | mat from its second week | mat from its beginning | southern | gone  |
| anonymous system | 42501                    | 42501                  | 42501    | 42501 |
| manager deputy   | another                  | itself                 | -        | -     |
| otherManager     | -                        | -                      | another  | -     |
| everyone else    | -                        | -                      | -        | -     |`,
    `
| actor              | open while it lasts | open when it has ended | what ended | what stays gone |
| anonymous system   | 42501               | 42501                  | 42501      | 42501           |
| manager deputy     | another             | -                      | mat        | gone            |
| student instructor guardian | -          | -                      | -          | gone            |
| everyone else      | -                   | -                      | -          | -               |`,
    `
| actor              | what goes along | what is left |
| anonymous system   | 42501           | 42501        |
| manager deputy     | decided stoodIn | 2020-02-09   |
| student instructor guardian | -      | null         |
| everyone else      | -               | -            |`,
  ],
};

const days = 'TABLE(class_id uuid, class_date date, ';
const instants = 'starts_at timestamp with time zone, ends_at timestamp with time zone, ';
const told = 'instructor_id uuid, status text, reason text, capacity integer)';

/** Functions for other functions: they ask nobody who they are, and no API role may call them. */
const closedSteps = closed([
  ['hold_teacher(uuid)', 'void', `hold_teacher(:classes.mat)`],
  [
    'class_days(uuid,date,date,uuid)',
    `${days}wall_start timestamp without time zone, length interval, ${told}`,
    `class_days(:gyms.north, '2020-02-01', '2020-02-29')`,
  ],
  [
    'occurrences(uuid,date,date,uuid)',
    days + instants + told,
    `occurrences(:gyms.north, '2020-02-01', '2020-02-29')`,
  ],
  ['occurrence(uuid,date)', days + instants + told, `occurrence(:classes.mat, '2020-02-03')`],
  [
    'offset_changes(text,date,date)',
    'TABLE(at timestamp with time zone, was integer, becomes integer)',
    `offset_changes('UTC', '2020-02-01', '2020-02-29')`,
  ],
  ['calendar_gyms(text)', 'uuid[]', `calendar_gyms('${secretOfLink('north')}')`],
  [
    'calendar_days(uuid[],date,date)',
    `${days}slot timestamp without time zone, wall_start timestamp without time zone, ` +
    `wall_end timestamp without time zone, ${instants}instructor_id uuid, status text, ` +
    'reason text, odd boolean)',
    `calendar_days(array[:gyms.north]::uuid[], '2020-02-01', '2020-02-29')`,
  ],
]);

export const scheduleFunctions = [
  ...[taughtClassIds, gymSchedule, calendarFeed, splitClass],
  ...closedSteps,
];
