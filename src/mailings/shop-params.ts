import { z } from 'zod';

/** The shop that something is about. */
export const ShopParams = z.object({ shop_id: z.guid() });
