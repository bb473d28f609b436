import { z } from 'zod';
import { EXAMPLE } from '../../../contract/examples.ts';
import { scheduleDate } from '../../../db/schema/academy/schedule/classes.ts';
import { duesStates } from '../../../db/schema/billing/dues/accounts/dues-accounts.ts';
import { duesRefusals } from '../../../db/schema/billing/dues/check-ins/dues-refusals.ts';

export const ClassParams = z.object({ class_id: z.guid() });
export const AtClassQuery = z.object({
  class_date: scheduleDate.schema.meta({
    description: 'Yesterday, today or tomorrow by the gym’s clock',
  }),
});

export const DuesAtClass = z.object({
  user_id: z.guid(),
  state: duesStates.schema.nullable().meta({ description: 'Null for whom no account covers' }),
  refusal: duesRefusals.schema.nullable().meta({
    description: 'What check-in would refuse them with now',
  }),
}).meta({
  id: 'DuesAtClass',
  example: { user_id: EXAMPLE.user_id, state: 'overdue', refusal: null },
});
export type DuesAtClass = z.output<typeof DuesAtClass>;
