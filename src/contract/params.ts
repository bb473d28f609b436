import { z } from 'zod';

/** What a path is about, where more than one feature has paths of it. */
export const GymParams = z.object({ gym_id: z.guid() });
export const MemberParams = z.object({ gym_id: z.guid(), user_id: z.guid() });
export const ClassParams = z.object({ class_id: z.guid() });
export const ShopParams = z.object({ shop_id: z.guid() });
