import { and, or, sql } from 'drizzle-orm';
import { check, date, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, minuteOfDay, textOf } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { personalData } from '../../../declare/personal-data.ts';
import {
  deletePolicy,
  inGym,
  inGymOfPersons,
  insertPolicy,
  ownRow,
  selectPolicy,
} from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { id, timeOfDay, timestamps } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { gyms } from '../gyms.ts';
import { classes, scheduleDate } from './classes.ts';

export const changeKinds = choices('cancelled', 'moved', 'substitute');
export const changeReason = textOf(500);
/** A gym is closed for at most a year at a time. */
export const MAX_CLOSURE_DAYS = 366;

export const ON_CLASS_DATE = 'class_changes_on_class_date';
export const ONCE_A_DATE = 'class_changes_class_id_gym_id_class_date_kind_unique';

/** What a change that an instructor makes themselves is about: a date of a class they teach. */
const ofTaughtClass = sql`class_id = any ((select private.taught_class_ids())::uuid[])`;

/**
 * What differs on dates. Of a class and one of its dates: it is cancelled, moved to another time of
 * that day, or held by a substitute. Without a class: the gym is closed from `starts_on` to `ends_on`.
 * A change is made and taken back; none is changed.
 */
export const classChanges = pgTable('class_changes', {
  id: id(),
  gym_id: uuid().notNull().references(() => gyms.id),
  class_id: uuid(),
  class_date: date(),
  starts_on: date(),
  ends_on: date(),
  kind: changeKinds.column().notNull(),
  /** The substitute; null once they erased their account. */
  instructor_id: uuid().references(() => users.id),
  /** The new time; the class keeps its length. */
  starts_at: timeOfDay(),
  reason: text(),
  created_by: uuid().references(() => users.id),
  ...timestamps(),
}, (t) => [
  foreignKey({
    name: 'class_changes_class_id_gym_id_fkey',
    columns: [t.class_id, t.gym_id],
    foreignColumns: [classes.id, classes.gym_id],
  }),
  // What an occurrence looks for.
  unique(ONCE_A_DATE).on(t.class_id, t.gym_id, t.class_date, t.kind),
  index('class_changes_closures_index').on(t.gym_id, t.ends_on)
    .where(sql`${t.class_id} is null`),
  newestFirstIndex('class_changes_gym_id_index', t, t.gym_id),
  index('class_changes_instructor_id_index').on(t.instructor_id),
  index('class_changes_created_by_index').on(t.created_by),
  check(
    'class_changes_shape_check',
    sql`case when ${t.class_id} is null
      then ${t.kind} = 'cancelled' and ${t.class_date} is null
        and num_nonnulls(${t.starts_on}, ${t.ends_on}) = 2
      else ${t.class_date} is not null and num_nonnulls(${t.starts_on}, ${t.ends_on}) = 0 end`,
  ),
  check('class_changes_moved_check', sql`(${t.kind} = 'moved') = (${t.starts_at} is not null)`),
  check(
    'class_changes_substitute_check',
    sql`${t.kind} = 'substitute' or ${t.instructor_id} is null`,
  ),
  check(
    'class_changes_length_check',
    sql`${t.ends_on} - ${t.starts_on} between 0 and ${sql.raw(String(MAX_CLOSURE_DAYS - 1))}`,
  ),
  changeKinds.check('class_changes_kind_check', t.kind),
  changeReason.check('class_changes_reason_check', t.reason),
  minuteOfDay.check('class_changes_starts_at_check', t.starts_at),
  scheduleDate.check('class_changes_class_date_check', t.class_date),
  scheduleDate.check('class_changes_starts_on_check', t.starts_on),
  scheduleDate.check('class_changes_ends_on_check', t.ends_on),
  ...instants(t.created_at, t.updated_at),
  selectPolicy('class_changes_select_members', inGymOfPersons(t.gym_id)),
  // Who teaches a class may cancel a date of it or name a substitute; moving it is the gym's.
  insertPolicy(
    'class_changes_insert_manager_or_instructor',
    and(
      ownRow(t.created_by),
      or(
        inGym(t.gym_id, 'MANAGER'),
        and(ofTaughtClass, sql`${t.kind} <> 'moved'`),
      ),
    )!,
  ),
  deletePolicy(
    'class_changes_delete_manager_or_maker',
    or(inGym(t.gym_id, 'MANAGER'), and(ownRow(t.created_by), ofTaughtClass))!,
  ),
]).enableRLS();

export const classChangesGrants = grants(classChanges, {
  authenticated: { select: true, insert: true, delete: true },
});

export const classChangesTriggers = triggers(classChanges, 'touch', 'stamp', {
  name: 'guard_date',
  before: ['insert'],
  when: 'new.class_id is not null',
  run: 'private.guard_class_change',
}, {
  name: 'guard_instructor',
  before: ['insert', 'update'],
  of: ['instructor_id'],
  when: 'new.instructor_id is not null',
  run: 'private.guard_instructor',
}, {
  name: 'refuse_overlaps',
  after: ['insert', 'delete'],
  run: 'private.refuse_overlaps',
});

export const classChangesPersonal = personalData(classChanges, {
  instructor_id: {
    export: 'substitutions',
    erase: { clear: ['instructor_id'], gone: 'that you stood in for others' },
  },
  created_by: {
    export: { not: 'It is about a gym; what one teaches is there.' },
    erase: { clear: ['created_by'], gone: 'that you changed a schedule' },
  },
});
