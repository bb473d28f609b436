import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate, instant } from '../../contract/fields.ts';
import { modality } from '../../db/schema/academy/schedule/classes.ts';
import { eventName, gradingEvents } from '../../db/schema/belts/graduations/grading-events.ts';
import { rankDate } from '../../db/schema/belts/systems/rank-date.ts';
import { awarded, blueBelt, Graduation } from '../graduations/contract.ts';

const summer = { name: 'Summer grading', modality: 'Jiu-jitsu', held_on: '2026-03-14' };

/** More than any academy grades on one day. */
export const MAX_GRADED = 500;

export const GradingEvent = createSelectSchema(gradingEvents, {
  id: z.guid(),
  gym_id: z.guid(),
  held_on: calendarDate,
  created_by: z.guid().nullable(),
  created_at: instant,
}).pick({
  id: true,
  gym_id: true,
  name: true,
  modality: true,
  held_on: true,
  created_by: true,
  created_at: true,
}).meta({
  id: 'GradingEvent',
  description: 'A day on which a gym promoted many at once.',
  example: {
    id: EXAMPLE.grading_event_id,
    gym_id: EXAMPLE.gym_id,
    ...summer,
    created_by: EXAMPLE.manager_id,
    created_at: EXAMPLE.later,
  },
});
export type GradingEvent = z.output<typeof GradingEvent>;

export const HeldEvent = GradingEvent.extend({
  graduations: z.array(Graduation).max(MAX_GRADED).meta({
    description: 'Those that the caller may see, in the order of who was graded',
  }),
}).meta({
  id: 'HeldEvent',
  example: {
    id: EXAMPLE.grading_event_id,
    gym_id: EXAMPLE.gym_id,
    ...summer,
    created_by: EXAMPLE.manager_id,
    created_at: EXAMPLE.later,
    graduations: [{ ...blueBelt, event_id: EXAMPLE.grading_event_id }],
  },
});
export type HeldEvent = z.output<typeof HeldEvent>;

export const EventParams = z.object({ event_id: z.guid() });

export const HoldEventInput = z.strictObject({
  id: z.guid().optional().meta({
    description: 'An id of one’s own: sent again, the same event answers the same',
  }),
  name: eventName.schema.nullable().default(null),
  modality: modality.schema.meta({ description: 'The art, as its rank system names it' }),
  held_on: rankDate.schema.meta({ description: 'The day of all the awards' }),
  people: z.array(z.strictObject(awarded)).min(1).max(MAX_GRADED),
}).superRefine(({ people, held_on }, { addIssue }) => {
  const seen = new Set<string>();
  for (const [index, { user_id, registered_on = held_on }] of people.entries()) {
    const at = (field: string, message: string) =>
      addIssue({ code: 'custom', path: ['people', index, field], message });
    if (seen.has(user_id.toLowerCase())) at('user_id', 'must be there once');
    if (registered_on < held_on) at('registered_on', 'must not be before the award');
    seen.add(user_id.toLowerCase());
  }
}).meta({
  id: 'HoldEventInput',
  example: { ...summer, people: [{ user_id: EXAMPLE.user_id, belt: 'blue' }] },
});
export type HoldEventInput = z.output<typeof HoldEventInput>;
