import { z } from 'zod';

/** Who somebody is to others of their gym. */
export const namedPerson = {
  user_id: z.guid(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  image_url: z.string().nullable(),
};
