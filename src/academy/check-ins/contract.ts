import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate, instant, timestamps, writtenInstant } from '../../contract/fields.ts';
import { ForPerson } from '../../contract/for-person.ts';
import { PageQuery } from '../../contract/page.ts';
import { checkIns, overrideReason } from '../../db/schema/academy/check-ins/check-ins.ts';
import { scheduleDate } from '../../db/schema/academy/schedule/classes.ts';
import { checkInRefusals } from './check-in-refusals.ts';

const held = {
  id: EXAMPLE.check_in_id,
  user_id: EXAMPLE.child_id,
  class_id: EXAMPLE.class_id,
  gym_id: EXAMPLE.gym_id,
  class_date: '2026-03-09',
  status: 'present',
  place: 7,
  arrived: true,
  offered_until: null,
  promoted_at: null,
  made_at: '2026-03-09T21:21:07.312Z',
  received_at: '2026-03-09T21:21:07.312Z',
  checked_in_by: EXAMPLE.user_id,
  override_reason: null,
  created_at: '2026-03-09T21:21:07.312Z',
  updated_at: '2026-03-09T21:21:07.312Z',
};

export const CheckIn = createSelectSchema(checkIns, {
  id: z.guid(),
  user_id: z.guid(),
  class_id: z.guid(),
  gym_id: z.guid(),
  class_date: calendarDate,
  place: z.int().meta({ description: 'The order of arrival at this date of the class' }),
  arrived: z.boolean().meta({ description: 'Whether they checked in; who waits may have' }),
  offered_until: instant.nullable(),
  promoted_at: instant.nullable().meta({ description: 'When they were moved up from the queue' }),
  made_at: instant,
  received_at: instant,
  checked_in_by: z.guid().nullable(),
  ...timestamps,
}).pick({
  id: true,
  user_id: true,
  class_id: true,
  gym_id: true,
  class_date: true,
  status: true,
  place: true,
  arrived: true,
  offered_until: true,
  promoted_at: true,
  made_at: true,
  received_at: true,
  checked_in_by: true,
  override_reason: true,
  created_at: true,
  updated_at: true,
}).meta({
  id: 'CheckIn',
  description: 'A person and one date of a class: booked, waiting for a place, or there.',
  example: held,
});
export type CheckIn = z.output<typeof CheckIn>;

export const CheckInParams = z.object({ check_in_id: z.guid() });

export const ForMember = z.object({
  user_id: ForPerson.shape.user_id.unwrap().optional().meta({
    description:
      'Whom it is for: a child that the caller is guardian of, or, by staff, a member of the gym; ' +
      'the caller unless told',
  }),
});

export const BookInput = z.strictObject({ class_date: scheduleDate.schema })
  .meta({ id: 'BookInput', example: { class_date: '2026-03-09' } });
export type BookInput = z.output<typeof BookInput>;

const reason = overrideReason.schema.nullable().default(null).meta({
  description: 'By staff: why window, capacity and dues are set aside; kept, and seen in the trail',
});
const madeAt = writtenInstant.nullable().default(null).meta({
  description:
    'When it was made, for a device that was offline: at most a day ago. Leave it out otherwise',
});

export const CheckInInput = z.strictObject({
  class_date: scheduleDate.schema,
  made_at: madeAt,
  reason,
}).meta({
  id: 'CheckInInput',
  example: { class_date: '2026-03-09', made_at: '2026-03-09T21:21:07.312Z' },
});
export type CheckInInput = z.output<typeof CheckInInput>;

/** More than any class holds at once; a longer list is sent in parts. */
export const MAX_CHECKED_IN = 200;

export const CheckInManyInput = CheckInInput.extend({
  user_ids: z.array(z.guid()).min(1).max(MAX_CHECKED_IN),
}).meta({
  id: 'CheckInManyInput',
  example: { class_date: '2026-03-09', user_ids: [EXAMPLE.user_id, EXAMPLE.child_id] },
});
export type CheckInManyInput = z.output<typeof CheckInManyInput>;

/** What came of one person of many. */
export const CheckedIn = z.object({
  user_id: z.guid(),
  refusal: checkInRefusals.schema.nullable().meta({
    description: 'The code that a single check-in would be refused with',
  }),
  check_in: z.union([CheckIn, z.null()]),
}).meta({
  id: 'CheckedIn',
  example: { user_id: EXAMPLE.child_id, refusal: null, check_in: held },
});
export type CheckedIn = z.output<typeof CheckedIn>;

export const CancelInput = z.strictObject({ reason })
  .meta({ id: 'CancelInput', example: { reason: null } });
export type CancelInput = z.output<typeof CancelInput>;

export const GymCheckInsQuery = PageQuery.extend({
  class_id: z.guid().optional(),
  class_date: scheduleDate.schema.optional(),
});

export const MyCheckInsQuery = PageQuery.extend({
  ...ForPerson.shape,
  from: scheduleDate.schema.optional().meta({
    description: 'Only of classes on or after this date',
  }),
});
