import { z } from 'zod';

/** Which gym a path is about. */
export const GymParams = z.object({ gym_id: z.guid() });
