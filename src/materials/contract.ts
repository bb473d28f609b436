import { z } from 'zod';

export const ClassParams = z.object({ class_id: z.guid() });
