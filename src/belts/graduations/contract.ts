import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate, instant } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';
import { overrideReason } from '../../db/schema/academy/check-ins/check-ins.ts';
import { modality } from '../../db/schema/academy/schedule/classes.ts';
import { graduations } from '../../db/schema/belts/graduations/graduations.ts';
import { rankDate } from '../../db/schema/belts/systems/rank-date.ts';
import { belt, degree } from '../../db/schema/belts/systems/ranks.ts';

export const blueBelt = {
  id: EXAMPLE.graduation_id,
  user_id: EXAMPLE.user_id,
  gym_id: EXAMPLE.gym_id,
  modality: 'Jiu-jitsu',
  belt: 'blue',
  degree: 0,
  awarded_by: EXAMPLE.manager_id,
  awarded_on: '2026-03-14',
  registered_on: '2026-03-14',
  event_id: null,
  override_reason: null,
  voided_at: null,
  void_reason: null,
  created_at: EXAMPLE.later,
};

export const Graduation = createSelectSchema(graduations, {
  id: z.guid(),
  user_id: z.guid(),
  gym_id: z.guid(),
  awarded_by: z.guid().nullable(),
  awarded_on: calendarDate,
  registered_on: calendarDate.meta({ description: 'From when time at the rank counts' }),
  event_id: z.guid().nullable().meta({ description: 'The grading event that it is of' }),
  override_reason: z.string().nullable().meta({ description: 'Why the rules were set aside' }),
  void_reason: z.string().nullable(),
  created_at: instant,
}).pick({
  id: true,
  user_id: true,
  gym_id: true,
  modality: true,
  belt: true,
  degree: true,
  awarded_by: true,
  awarded_on: true,
  registered_on: true,
  event_id: true,
  override_reason: true,
  void_reason: true,
  created_at: true,
}).extend({
  voided_at: instant.nullable().meta({ description: 'When it was taken back, as a mistake' }),
}).meta({
  id: 'Graduation',
  description: 'A rank that somebody was awarded in an art.',
  example: blueBelt,
});
export type Graduation = z.output<typeof Graduation>;

export const GraduationParams = z.object({ graduation_id: z.guid() });

const reason = overrideReason.schema;

/** Who was awarded what; the day and the art may be said once for many. */
export const awarded = {
  user_id: z.guid().meta({ description: 'A member of the gym' }),
  belt: belt.schema.meta({ example: 'blue' }),
  degree: degree.schema.default(0),
  registered_on: rankDate.schema.optional().meta({
    description: 'From when time at the rank counts, not before the award; its day unless told',
  }),
  override_reason: reason.nullable().default(null).meta({
    description: 'Why the rules are set aside, or the past is added to; kept, and in the trail',
  }),
};

export const PromoteInput = z.strictObject({
  ...awarded,
  modality: modality.schema.meta({ description: 'The art, as its rank system names it' }),
  awarded_on: rankDate.schema.meta({ description: "By the gym's today" }),
}).refine(({ awarded_on, registered_on = awarded_on }) => registered_on >= awarded_on, {
  error: 'must not be before the award',
  path: ['registered_on'],
}).meta({
  id: 'PromoteInput',
  example: {
    user_id: EXAMPLE.user_id,
    ...{ modality: 'Jiu-jitsu', belt: 'blue', awarded_on: '2026-03-14' },
  },
});
export type PromoteInput = z.output<typeof PromoteInput>;

export const VoidInput = z.strictObject({ reason })
  .meta({ id: 'VoidInput', example: { reason: 'Written down for the wrong sister' } });
export type VoidInput = z.output<typeof VoidInput>;

const art = { modality: modality.schema.optional().meta({ description: 'Only of this art' }) };

export const GraduationsQuery = PageQuery.extend({
  user_id: z.guid().optional().meta({
    description: 'Whose: a child that the caller is guardian of, or, of the gyms in which the ' +
      'caller is staff, a member; the caller unless told',
  }),
  ...art,
});

export const GymGraduationsQuery = PageQuery.extend(art);
