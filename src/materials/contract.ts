import { z } from 'zod';

export const GymParams = z.object({ gym_id: z.guid() });
export const ClassParams = z.object({ class_id: z.guid() });
