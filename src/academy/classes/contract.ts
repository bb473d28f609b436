import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate, timestamps } from '../../contract/fields.ts';
import { minuteOfDay } from '../../db/declare/bounds.ts';
import {
  bookableFromHours,
  cancelUntilMinutes,
  classCapacity,
  classDescription,
  classes,
  modality,
  scheduleDate,
  weekday,
} from '../../db/schema/academy/schedule/classes.ts';

const classRow = createSelectSchema(classes, {
  id: z.guid(),
  gym_id: z.guid(),
  series_id: z.guid().nullable(),
  instructor_id: z.guid().nullable(),
  starts_at: minuteOfDay.schema,
  ends_at: minuteOfDay.schema,
  starts_on: calendarDate,
  ends_on: calendarDate.nullable(),
  ...timestamps,
});

const evening = {
  instructor_id: EXAMPLE.manager_id,
  weekday: 1,
  starts_at: '18:30',
  ends_at: '20:00',
  starts_on: '2026-03-02',
  ends_on: null,
  modality: 'Jiu-jitsu',
  description: 'All belts',
  capacity: 24,
  bookable_from_hours: 72,
  cancel_until_minutes: 60,
};

export const Class = classRow.pick({
  id: true,
  gym_id: true,
  series_id: true,
  instructor_id: true,
  weekday: true,
  starts_at: true,
  ends_at: true,
  starts_on: true,
  ends_on: true,
  modality: true,
  description: true,
  capacity: true,
  bookable_from_hours: true,
  cancel_until_minutes: true,
  created_at: true,
  updated_at: true,
}).meta({
  id: 'Class',
  example: {
    id: EXAMPLE.class_id,
    gym_id: EXAMPLE.gym_id,
    series_id: null,
    ...evening,
    created_at: EXAMPLE.founded,
    updated_at: EXAMPLE.founded,
  },
});
export type Class = z.output<typeof Class>;

const classFields = {
  instructor_id: z.guid().nullable().meta({ description: 'An instructor or manager of the gym' }),
  weekday: weekday.schema.meta({ description: 'Monday is 1, Sunday 7', example: 1 }),
  starts_at: minuteOfDay.schema.meta({ description: "By the gym's clock", example: '18:30' }),
  ends_at: minuteOfDay.schema.meta({
    description: 'At or before the start it is on the next day; at most 12 hours later',
    example: '20:00',
  }),
  starts_on: scheduleDate.schema.meta({ description: 'The first day it may take place' }),
  ends_on: scheduleDate.schema.nullable().meta({
    description: 'The last one; null: until changed',
  }),
  modality: modality.schema.meta({ example: 'Jiu-jitsu' }),
  description: classDescription.schema.nullable(),
  capacity: classCapacity.schema.nullable().meta({ description: 'Null: as many as come' }),
  bookable_from_hours: bookableFromHours.schema.nullable().meta({
    description: 'Bookings open so many hours before the start; null: none are taken',
  }),
  cancel_until_minutes: cancelUntilMinutes.schema.nullable().meta({
    description: 'A booking may be taken back until so many minutes before the start',
  }),
};

export const CreateClassInput = z.strictObject({
  ...classFields,
  instructor_id: classFields.instructor_id.default(null),
  ends_on: classFields.ends_on.default(null),
  description: classFields.description.default(null),
  capacity: classFields.capacity.default(null),
  bookable_from_hours: classFields.bookable_from_hours.default(null),
  cancel_until_minutes: classFields.cancel_until_minutes.default(null),
}).meta({ id: 'CreateClassInput', example: evening });
export type CreateClassInput = z.output<typeof CreateClassInput>;

export const UpdateClassInput = z.strictObject(classFields).partial()
  .refine((input) => Object.keys(input).length > 0, { error: 'must name at least one field' })
  .meta({ id: 'UpdateClassInput', example: { starts_at: '18:00', capacity: null } });
export type UpdateClassInput = z.output<typeof UpdateClassInput>;

/** How far a change reaches; a change of one date is another operation. */
export const ReachQuery = z.object({
  from: scheduleDate.schema.optional().meta({
    description: 'This date and the following; without it all dates, also those gone by',
  }),
});
