import { line, listed, moment, timeOfDay, whole, words } from '../field.ts';
import type { Mapping, Values } from '../mapping.ts';
import { usual } from '../write.ts';

const WEEKDAYS = {
  monday: '1',
  tuesday: '2',
  wednesday: '3',
  thursday: '4',
  friday: '5',
  saturday: '6',
  sunday: '7',
};

const weekly: Values = {
  into: 'classes',
  columns: {
    gym_id: 'j.r_gym_id',
    instructor_id: 'j.r_instructor_id',
    created_by: 'j.r_created_by',
    weekday: 'j.weekday::integer',
    starts_at: 'j.starts_at',
    ends_at: 'j.ends_at',
    starts_on: '(j.created_at at time zone j.zone)::date',
    ends_on: '(j.deleted_at at time zone j.zone)::date',
    modality: 'j.modality',
    description: 'j.description',
    deleted_at: 'j.deleted_at',
    created_at: 'j.created_at',
  },
  from: {
    gym_id: 'gym_id',
    weekday: 'day',
    starts_at: 'start',
    ends_at: 'end',
    modality: 'modality',
    description: 'description',
    deleted_at: 'deleted_at',
    created_at: 'created_at',
  },
};

const WEEK = 7 * 24 * 60;
/** Minutes from Monday's midnight to the start, and from there to the end. */
const minutes = (time: string) => `(extract(epoch from ${time}) / 60)::integer`;
const start = (it: string) =>
  `((${it}.weekday::integer - 1) * 1440 + ${minutes(`${it}.starts_at`)})`;
const length = (it: string) =>
  `((${minutes(`${it}.ends_at`)} - ${minutes(`${it}.starts_at`)} + 1439) % 1440 + 1)`;
/** Two weekly classes meet when one begins while the other is on, also over Sunday's midnight. */
const meet = (a: string, b: string) =>
  `((${start(b)} - ${start(a)} + ${WEEK}) % ${WEEK} < ${length(a)}
    or (${start(a)} - ${start(b)} + ${WEEK}) % ${WEEK} < ${length(b)})`;

/** The weekly schedule. A class that was taken off it was on until the day of that. */
export const classes: Mapping = {
  table: 'class',
  target: 'classes',
  page: 1000,
  fields: {
    gym_id: whole('gym_id', { required: true }),
    instructor_id: whole('instructor_id'),
    created_by: whole('created_by'),
    weekday: listed('day', WEEKDAYS, { required: true }),
    starts_at: timeOfDay('start', { required: true }),
    ends_at: timeOfDay('end', { required: true }),
    modality: line('modality', { required: true }),
    description: words('description'),
    deleted_at: moment('deleted_at'),
    created_at: moment('created_at', { required: true }),
  },
  references: [
    { field: 'gym_id', table: 'gyms', target: 'gyms' },
    { field: 'instructor_id', table: 'users', target: 'users' },
    { field: 'created_by', table: 'users', target: 'users' },
  ],
  clashes: [{
    when: `j.deleted_at is null and j.instructor_id is not null and (
      exists (select from good g where g.deleted_at is null and g.legacy_id < j.legacy_id
        and g.gym_id = j.gym_id and g.instructor_id = j.instructor_id and ${meet('g', 'j')})
      or exists (select from public.classes c where c.deleted_at is null
        and c.legacy_id is distinct from j.legacy_id and c.gym_id = j.r_gym_id
        and c.instructor_id = j.r_instructor_id and ${meet('c', 'j')}))`,
    reason: 'instructor_overlap',
    column: 'instructor_id',
  }],
  values: [weekly],
  write: usual('classes', weekly),
};
