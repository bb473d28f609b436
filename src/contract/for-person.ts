import { z } from 'zod';

/** What a route takes where a guardian acts in the place of a child; spread its shape to add more. */
export const ForPerson = z.object({
  user_id: z.guid().optional().meta({
    description: 'Whom it is for: a child that the caller is guardian of; the caller unless told',
  }),
});
export type ForPerson = z.output<typeof ForPerson>;
