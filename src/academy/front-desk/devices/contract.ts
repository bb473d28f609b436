import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../../contract/examples.ts';
import { instant, timestamps } from '../../../contract/fields.ts';
import { frontDeskEvents } from '../../../db/schema/academy/front-desk/front-desk-events.ts';
import { frontDeskName, frontDesks } from '../../../db/schema/academy/front-desk/front-desks.ts';

const example = {
  id: EXAMPLE.desk_id,
  gym_id: EXAMPLE.gym_id,
  name: 'Tablet at the door',
  created_by: EXAMPLE.manager_id,
  last_seen_at: EXAMPLE.decided,
  revoked_at: null,
  created_at: EXAMPLE.asked,
};

/** A device that was let in for a gym. */
export const FrontDesk = createSelectSchema(frontDesks, {
  id: z.guid(),
  gym_id: z.guid(),
  created_by: z.guid().nullable(),
  last_seen_at: instant.nullable().meta({ description: 'To the minute' }),
  revoked_at: instant.nullable(),
  ...timestamps,
}).pick({
  id: true,
  gym_id: true,
  name: true,
  created_by: true,
  last_seen_at: true,
  revoked_at: true,
  created_at: true,
}).meta({ id: 'FrontDesk', example });
export type FrontDesk = z.output<typeof FrontDesk>;

export const NewFrontDesk = FrontDesk.extend({
  token: z.string().meta({ description: 'What the device sends as its bearer; told this once' }),
}).meta({
  id: 'NewFrontDesk',
  example: {
    ...example,
    last_seen_at: null,
    token: 'desk_x1Vd0pQm7oW2rT9uKf3ZsB6nLh8cYeJ4aGiXqRtUvWk',
  },
});
export type NewFrontDesk = z.output<typeof NewFrontDesk>;

export const LetInFrontDeskInput = z.strictObject({ name: frontDeskName.schema }).meta({
  id: 'LetInFrontDeskInput',
  example: { name: 'Tablet at the door' },
});
export type LetInFrontDeskInput = z.output<typeof LetInFrontDeskInput>;

export const FrontDeskParams = z.object({ front_desk_id: z.guid() });

/** Who stood at a front desk, and what came of it. */
export const FrontDeskEvent = createSelectSchema(frontDeskEvents, {
  id: z.guid(),
  gym_id: z.guid(),
  front_desk_id: z.guid(),
  user_id: z.guid().nullable(),
  class_id: z.guid(),
  created_at: instant,
}).meta({
  id: 'FrontDeskEvent',
  example: {
    id: EXAMPLE.event_id,
    gym_id: EXAMPLE.gym_id,
    front_desk_id: EXAMPLE.desk_id,
    user_id: EXAMPLE.user_id,
    class_id: EXAMPLE.class_id,
    method: 'pin',
    outcome: 'present',
    reason: null,
    created_at: EXAMPLE.decided,
  },
});
export type FrontDeskEvent = z.output<typeof FrontDeskEvent>;
