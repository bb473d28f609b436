import { z } from 'zod';

export const MemberParams = z.object({ gym_id: z.guid(), user_id: z.guid() });
