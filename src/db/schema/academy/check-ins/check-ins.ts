import { sql } from 'drizzle-orm';
import {
  boolean,
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
import { instants, integerFrom, textOf } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { ofPersonsOrInGym, selectPolicy } from '../../../declare/policies.ts';
import { stateMachine } from '../../../declare/state-machine.ts';
import { triggers } from '../../../declare/triggers.ts';
import { id, instant, legacyId, timestamps } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { classes, scheduleDate } from '../schedule/classes.ts';

export const checkInStatuses = choices(
  'booked',
  'waiting',
  'offered',
  'present',
  'no_show',
  'cancelled',
);

/** What becomes of a place in a class; the README of `src/academy/check-ins` says when. */
export const checkInStates = stateMachine(checkInStatuses, {
  legal: {
    booked: ['present', 'no_show', 'cancelled'],
    waiting: ['booked', 'offered', 'present', 'cancelled'],
    offered: ['booked', 'present', 'cancelled'],
    present: ['cancelled'],
    no_show: ['present', 'cancelled'],
    cancelled: ['booked', 'waiting', 'present'],
  },
});

/** Why staff set a rule aside. */
export const overrideReason = textOf(500);
const place = integerFrom(1);

/**
 * A person and one date of a class: booked ahead, waiting for a place, or there. Once for all three,
 * whatever happens in between. Nobody writes rows but the functions beside this file, which hold the
 * date (`private.hold_class_date`) while they decide.
 */
export const checkIns = pgTable('check_ins', {
  id: id(),
  user_id: uuid().notNull().references(() => users.id),
  class_id: uuid().notNull(),
  /** The class's; with it a foreign key. */
  gym_id: uuid().notNull(),
  class_date: date().notNull(),
  status: checkInStatuses.column().notNull(),
  /** The order of arrival at this date; given anew to who comes back after a cancellation. */
  place: integer().notNull(),
  /** Whether they checked in, which who waits may have; who only booked has not. */
  arrived: boolean().notNull().default(false),
  /** Until when a place is held for them. */
  offered_until: instant(),
  /** When they were moved up from the queue without being asked. */
  promoted_at: instant(),
  /** When they booked or checked in, by the clock of whoever did it: it decides. */
  made_at: instant().notNull(),
  /** When that reached us; later than `made_at` for a phone that was offline. */
  received_at: instant().notNull(),
  /** Who checked them in: themselves, a guardian, staff; null for a front desk, and who only booked. */
  checked_in_by: uuid().references(() => users.id),
  override_reason: text(),
  ...legacyId(),
  ...timestamps(),
}, (t) => [
  foreignKey({
    name: 'check_ins_class_id_gym_id_fkey',
    columns: [t.class_id, t.gym_id],
    foreignColumns: [classes.id, classes.gym_id],
  }),
  unique('check_ins_once').on(t.user_id, t.class_id, t.class_date),
  // The lists: of a gym for its staff, of a person for themselves and their guardians.
  index('check_ins_gym_id_index').on(
    t.gym_id,
    t.made_at.desc().nullsFirst(),
    t.id.desc().nullsFirst(),
  ),
  index('check_ins_user_id_index').on(
    t.user_id,
    t.made_at.desc().nullsFirst(),
    t.id.desc().nullsFirst(),
  ),
  // One date of a class, in order of arrival: the queue.
  index('check_ins_class_id_index').on(t.class_id, t.gym_id, t.class_date, t.place),
  index('check_ins_checked_in_by_index').on(t.checked_in_by),
  // What time will decide: `private.due_class_dates`.
  index('check_ins_open_index').on(t.class_date, t.class_id)
    .where(checkInStatuses.among(t.status, ['booked', 'waiting', 'offered'])),
  // How well classes were attended between two dates: all that it counts.
  index('check_ins_present_index').on(t.gym_id, t.class_date, t.class_id, t.user_id)
    .where(checkInStatuses.among(t.status, ['present'])),
  // When somebody was at a gym last, and whether they were between two dates.
  index('check_ins_attended_index').on(t.user_id, t.gym_id, t.class_date)
    .where(checkInStatuses.among(t.status, ['present'])),
  index('check_ins_offered_until_index').on(t.offered_until)
    .where(sql`${t.offered_until} is not null`),
  checkInStatuses.check('check_ins_status_check', t.status),
  place.check('check_ins_place_check', t.place),
  scheduleDate.check('check_ins_class_date_check', t.class_date),
  overrideReason.check('check_ins_override_reason_check', t.override_reason),
  check(
    'check_ins_offered_check',
    sql`(${t.status} = 'offered') = (${t.offered_until} is not null)`,
  ),
  check(
    'check_ins_arrived_check',
    sql`case ${t.status} when 'present' then ${t.arrived}
      when 'waiting' then true when 'cancelled' then true else not ${t.arrived} end`,
  ),
  ...instants(t.offered_until, t.promoted_at, t.made_at, t.received_at, t.created_at, t.updated_at),
  selectPolicy(
    'check_ins_select_own_or_staff',
    ofPersonsOrInGym(t.user_id, t.gym_id, 'INSTRUCTOR', 'MANAGER'),
  ),
]).enableRLS();

export const checkInsGrants = grants(checkIns, {
  authenticated: { select: true },
  service_role: { select: true },
});

export const checkInsTriggers = triggers(checkIns, 'touch', checkInStates.trigger('status'), {
  // At once, for those who check in a whole class; of a change the row before is asked as well.
  name: 'count_new',
  after: ['insert'],
  each: 'statement',
  referencing: { new: 'added' },
  run: 'private.count_new_check_ins',
}, {
  name: 'count',
  after: ['update'],
  of: ['status', 'place'],
  run: 'private.count_check_in',
});

export const checkInsPersonal = personalData(checkIns, {
  user_id: {
    export: 'check_ins',
    erase: {
      clear: ['override_reason', 'checked_in_by'],
      gone: 'why and by whom you were let into classes',
      kept: {
        what: 'check-ins, without a name',
        why: "the gyms' attendance stays countable",
      },
    },
  },
  checked_in_by: {
    export: { not: 'It is about other members.' },
    erase: { clear: ['checked_in_by'], gone: 'that you checked others in' },
  },
});
