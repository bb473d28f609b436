import { z } from 'zod';
import { instant } from '../../contract/fields.ts';

export const Erasure = z.object({
  erased_at: instant,
  erased: z.array(z.string()).meta({ description: 'What was removed' }),
  kept: z.array(z.object({ what: z.string(), why: z.string() })),
  gyms_without_manager: z.array(z.object({ id: z.guid(), name: z.string() })),
}).meta({ id: 'Erasure' });
export type Erasure = z.output<typeof Erasure>;
