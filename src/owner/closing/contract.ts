import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { gymClosings } from '../../db/schema/owner/closing/gym-closings.ts';

const closingRow = createSelectSchema(gymClosings, {
  id: z.guid(),
  gym_id: z.guid(),
  erases_at: instant.meta({ description: 'Until then it can be undone' }),
  closed_at: instant.nullable(),
  erased_at: instant.nullable(),
  ...timestamps,
});

/** That a gym is to be closed. */
export const GymClosing = closingRow.pick({
  id: true,
  gym_id: true,
  state: true,
  erases_at: true,
  closed_at: true,
  erased_at: true,
  created_at: true,
  updated_at: true,
}).meta({
  id: 'GymClosing',
  example: {
    id: EXAMPLE.closing_id,
    gym_id: EXAMPLE.gym_id,
    state: 'scheduled',
    erases_at: '2026-04-15T18:30:00.000Z',
    closed_at: null,
    erased_at: null,
    created_at: EXAMPLE.later,
    updated_at: EXAMPLE.later,
  },
});
export type GymClosing = z.output<typeof GymClosing>;
