import { date, foreignKey, index, integer, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { integerFrom } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { timestamps } from '../../columns.ts';
import { privateSchema } from '../../system/private.ts';
import { triggers } from '../../../declare/triggers.ts';
import { classes, scheduleDate } from '../schedule/classes.ts';

const count = integerFrom(0);

/**
 * What was counted of one date of a class. There is a row as soon as somebody books or checks in; a
 * trigger on `check_ins` keeps it. Whoever changes anything about the date locks the row first, so
 * that a full class is full for all, and everyone has a place in line.
 */
export const classDates = privateSchema.table('class_dates', {
  class_id: uuid().notNull(),
  gym_id: uuid().notNull(),
  class_date: date().notNull(),
  /** Places that are taken: booked, offered, present and no-shows. */
  seated: integer().notNull().default(0),
  waiting: integer().notNull().default(0),
  /** Of those seated, whom a place is held for. */
  offered: integer().notNull().default(0),
  last_place: integer().notNull().default(0),
  ...timestamps(),
}, (t) => [
  primaryKey({ columns: [t.class_id, t.gym_id, t.class_date] }),
  foreignKey({
    name: 'class_dates_class_id_gym_id_fkey',
    columns: [t.class_id, t.gym_id],
    foreignColumns: [classes.id, classes.gym_id],
  }),
  index('class_dates_gym_id_index').on(t.gym_id, t.class_date),
  count.check('class_dates_seated_check', t.seated),
  count.check('class_dates_waiting_check', t.waiting),
  count.check('class_dates_offered_check', t.offered),
  count.check('class_dates_last_place_check', t.last_place),
  scheduleDate.check('class_dates_class_date_check', t.class_date),
]).enableRLS();

export const classDatesGrants = grants(classDates, { service_role: { select: true } });

export const classDatesTriggers = triggers(classDates, 'touch');
