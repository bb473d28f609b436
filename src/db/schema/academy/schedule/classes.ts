import { and, isNull, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  dateBetween,
  instants,
  integerFrom,
  minuteOfDay,
  textOf,
} from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { personalData } from '../../../declare/personal-data.ts';
import {
  inGym,
  inGymOfPersons,
  insertPolicy,
  ownRow,
  selectPolicy,
  updatePolicy,
} from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { id, instant, legacyId, timeOfDay, timestamps } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { gyms } from '../gyms.ts';

/** ISO 8601: Monday is 1 and Sunday 7. */
export const weekday = integerFrom(1, 7);
export const modality = textOf(60);
export const classDescription = textOf(2000);
export const classCapacity = integerFrom(1, 1000);
/** How long before the start bookings open, in hours: at most sixty days. */
export const bookableFromHours = integerFrom(1, 1440);
/** Until when a booking may be taken back, in minutes before the start: at most a week. */
export const cancelUntilMinutes = integerFrom(0, 10_080);
/** The days that a schedule can be about. */
export const scheduleDate = dateBetween('2000-01-01', '2099-12-31');

/** Named, because several verbs tell a refusal by it. */
export const INSTRUCTOR_OVERLAP = 'classes_instructor_overlap';
export const INSTRUCTOR_IS_STAFF = 'classes_instructor_is_staff';

/**
 * A weekly class: on one weekday, by the gym's own clock, from `starts_on` until `ends_on`. Its dated
 * occurrences are computed (`private.occurrences`), never stored. A change of one date and all that
 * follow ends this row and begins another of the same series, so that what was stays as it was.
 */
export const classes = pgTable('classes', {
  id: id(),
  gym_id: uuid().notNull().references(() => gyms.id),
  /** The first class of the series that this one goes on with; null in the first. */
  series_id: uuid(),
  instructor_id: uuid().references(() => users.id),
  created_by: uuid().references(() => users.id),
  weekday: integer().notNull(),
  starts_at: timeOfDay().notNull(),
  /** At or before `starts_at` it is on the next day. */
  ends_at: timeOfDay().notNull(),
  /** The first and the last date on which it may take place, both included. */
  starts_on: date().notNull(),
  ends_on: date(),
  modality: text().notNull(),
  description: text(),
  capacity: integer(),
  /** Null: it takes no bookings ahead. */
  bookable_from_hours: integer(),
  cancel_until_minutes: integer(),
  deleted_at: instant(),
  ...legacyId(),
  ...timestamps(),
}, (t) => [
  // What refers to a class and its gym together cannot mix two gyms up.
  unique('classes_id_gym_id_unique').on(t.id, t.gym_id),
  foreignKey({
    name: 'classes_series_id_gym_id_fkey',
    columns: [t.series_id, t.gym_id],
    foreignColumns: [t.id as AnyPgColumn, t.gym_id as AnyPgColumn],
  }),
  newestFirstIndex('classes_gym_id_index', t, t.gym_id),
  index('classes_series_id_index').on(t.series_id, t.gym_id),
  index('classes_instructor_id_index').on(t.instructor_id),
  index('classes_created_by_index').on(t.created_by),
  weekday.check('classes_weekday_check', t.weekday),
  minuteOfDay.check('classes_starts_at_check', t.starts_at),
  minuteOfDay.check('classes_ends_at_check', t.ends_at),
  // Longer is a slip of the pen: an end typed for a start.
  check(
    'classes_length_check',
    sql`${t.ends_at} > ${t.starts_at} and ${t.ends_at} - ${t.starts_at} <= '12 hours'
      or ${t.starts_at} - ${t.ends_at} >= '12 hours'`,
  ),
  scheduleDate.check('classes_starts_on_check', t.starts_on),
  scheduleDate.check('classes_ends_on_check', t.ends_on),
  check('classes_dates_check', sql`${t.starts_on} <= ${t.ends_on}`),
  modality.check('classes_modality_check', t.modality),
  classDescription.check('classes_description_check', t.description),
  classCapacity.check('classes_capacity_check', t.capacity),
  bookableFromHours.check('classes_bookable_from_hours_check', t.bookable_from_hours),
  cancelUntilMinutes.check('classes_cancel_until_minutes_check', t.cancel_until_minutes),
  ...instants(t.deleted_at, t.created_at, t.updated_at),
  selectPolicy('classes_select_members', inGymOfPersons(t.gym_id)),
  insertPolicy(
    'classes_insert_manager',
    and(
      inGym(t.gym_id, 'MANAGER'),
      ownRow(t.created_by),
      isNull(t.series_id),
      isNull(t.deleted_at),
      isNull(t.legacy_id),
    )!,
  ),
  updatePolicy('classes_update_manager', inGym(t.gym_id, 'MANAGER'), inGym(t.gym_id, 'MANAGER')),
]).enableRLS();

export const classesGrants = grants(classes, {
  authenticated: {
    select: true,
    insert: true,
    update: [
      ...['instructor_id', 'weekday', 'starts_at', 'ends_at', 'starts_on', 'ends_on'] as const,
      ...['modality', 'description', 'capacity'] as const,
      ...['bookable_from_hours', 'cancel_until_minutes', 'deleted_at'] as const,
    ],
  },
});

export const classesTriggers = triggers(classes, 'touch', 'stamp', {
  name: 'guard',
  before: ['update'],
  run: 'private.guard_class',
}, {
  name: 'guard_instructor',
  before: ['insert', 'update'],
  of: ['instructor_id'],
  when: 'new.instructor_id is not null',
  run: 'private.guard_instructor',
}, {
  name: 'refuse_overlaps',
  after: ['insert', 'update'],
  of: ['instructor_id', 'weekday', 'starts_at', 'ends_at', 'starts_on', 'ends_on', 'deleted_at'],
  when: 'new.deleted_at is null',
  run: 'private.refuse_overlaps',
});

export const classesPersonal = personalData(classes, {
  instructor_id: {
    export: 'classes_taught',
    erase: { clear: ['instructor_id'], gone: 'that you teach classes' },
  },
  created_by: {
    export: { not: 'It is about a gym; what one teaches is there.' },
    erase: { clear: ['created_by'], gone: 'that you put classes on a schedule' },
  },
});
