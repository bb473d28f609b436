import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate, instant, timestamps } from '../../contract/fields.ts';
import { minuteOfDay } from '../../db/declare/bounds.ts';
import { choices } from '../../db/declare/choice.ts';
import {
  changeReason,
  classChanges,
  MAX_CLOSURE_DAYS,
} from '../../db/schema/academy/schedule/class-changes.ts';
import { scheduleDate } from '../../db/schema/academy/schedule/classes.ts';

const DAY_MS = 86_400_000;
/** How many days a range has, both ends included. */
export const daysOf = (first: string, last: string) =>
  (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;

/** As the database has it: `private.gym_schedule`. */
export const MAX_SCHEDULE_DAYS = 62;

export const occurrenceStatuses = choices('scheduled', 'moved', 'cancelled');

export const Occurrence = z.object({
  class_id: z.guid(),
  class_date: calendarDate.meta({ description: "The date by the gym's clock on which it starts" }),
  starts_at: instant,
  ends_at: instant,
  status: occurrenceStatuses.schema,
  reason: z.string().nullable().meta({ description: 'Why it was changed, if anybody said so' }),
  modality: z.string(),
  description: z.string().nullable(),
  capacity: z.int().nullable(),
  bookable_from_hours: z.int().nullable(),
  cancel_until_minutes: z.int().nullable(),
  instructor_id: z.guid().nullable(),
  instructor_first_name: z.string().nullable(),
  instructor_last_name: z.string().nullable(),
  is_substitute: z.boolean(),
  places_left: z.int().nullable().meta({ description: 'Null: there is room for any number' }),
  waiting: z.int().meta({ description: 'How many wait for a place' }),
}).meta({
  id: 'Occurrence',
  example: {
    class_id: EXAMPLE.class_id,
    class_date: '2026-03-09',
    starts_at: '2026-03-09T21:30:00.000Z',
    ends_at: '2026-03-09T23:00:00.000Z',
    status: 'scheduled',
    reason: null,
    modality: 'Jiu-jitsu',
    description: 'All belts',
    capacity: 24,
    bookable_from_hours: 72,
    cancel_until_minutes: 60,
    instructor_id: EXAMPLE.manager_id,
    instructor_first_name: 'Mia',
    instructor_last_name: null,
    is_substitute: false,
    places_left: 3,
    waiting: 0,
  },
});
export type Occurrence = z.output<typeof Occurrence>;

export const OccurrencesQuery = z.object({
  from: scheduleDate.schema,
  to: scheduleDate.schema.meta({ description: `At most ${MAX_SCHEDULE_DAYS} days in all` }),
}).refine(({ from, to }) => from <= to && daysOf(from, to) <= MAX_SCHEDULE_DAYS, {
  error: `must be a range of 1 to ${MAX_SCHEDULE_DAYS} days`,
  path: ['to'],
});
export type OccurrencesQuery = z.output<typeof OccurrencesQuery>;

export const ClassChange = createSelectSchema(classChanges, {
  id: z.guid(),
  gym_id: z.guid(),
  class_id: z.guid().nullable(),
  class_date: calendarDate.nullable(),
  starts_on: calendarDate.nullable(),
  ends_on: calendarDate.nullable(),
  instructor_id: z.guid().nullable(),
  starts_at: minuteOfDay.schema.nullable(),
  ...timestamps,
}).pick({
  id: true,
  gym_id: true,
  class_id: true,
  class_date: true,
  starts_on: true,
  ends_on: true,
  kind: true,
  instructor_id: true,
  starts_at: true,
  reason: true,
  created_at: true,
}).meta({
  id: 'ClassChange',
  description:
    'A change of one date of a class, with `class_id` and `class_date`; or a closure of the gym, from ' +
    '`starts_on` to `ends_on`.',
  example: {
    id: EXAMPLE.change_id,
    gym_id: EXAMPLE.gym_id,
    class_id: EXAMPLE.class_id,
    class_date: '2026-03-16',
    starts_on: null,
    ends_on: null,
    kind: 'moved',
    instructor_id: null,
    starts_at: '19:15',
    reason: 'The mats are cleaned',
    created_at: EXAMPLE.asked,
  },
});
export type ClassChange = z.output<typeof ClassChange>;

const reason = changeReason.schema.nullable().default(null);
const ofDate = { class_date: scheduleDate.schema, reason };

export const ChangeDateInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cancelled'), ...ofDate }),
  z.strictObject({ kind: z.literal('moved'), starts_at: minuteOfDay.schema, ...ofDate }),
  z.strictObject({ kind: z.literal('substitute'), instructor_id: z.guid(), ...ofDate }),
]).meta({
  id: 'ChangeDateInput',
  example: {
    kind: 'moved',
    class_date: '2026-03-16',
    starts_at: '19:15',
    reason: 'The mats are cleaned',
  },
});
export type ChangeDateInput = z.output<typeof ChangeDateInput>;

export const CloseGymInput = z.strictObject({
  starts_on: scheduleDate.schema,
  ends_on: scheduleDate.schema.meta({ description: `At most ${MAX_CLOSURE_DAYS} days in all` }),
  reason,
}).refine(
  ({ starts_on, ends_on }) =>
    starts_on <= ends_on && daysOf(starts_on, ends_on) <= MAX_CLOSURE_DAYS,
  { error: `must be a range of 1 to ${MAX_CLOSURE_DAYS} days`, path: ['ends_on'] },
).meta({
  id: 'CloseGymInput',
  example: { starts_on: '2026-12-24', ends_on: '2027-01-01', reason: 'Holidays' },
});
export type CloseGymInput = z.output<typeof CloseGymInput>;

export const ChangeParams = z.object({ change_id: z.guid() });
