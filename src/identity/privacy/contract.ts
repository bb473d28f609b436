import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant } from '../../contract/fields.ts';

export const Erasure = z.object({
  erased_at: instant,
  erased: z.array(z.string()).meta({ description: 'What was removed' }),
  kept: z.array(z.object({ what: z.string(), why: z.string() })),
  gyms_without_manager: z.array(z.object({ id: z.guid(), name: z.string() })),
}).meta({
  id: 'Erasure',
  example: {
    erased_at: EXAMPLE.asked,
    erased: ['profile', 'documents'],
    kept: [{ what: 'usage', why: 'What was charged has to be accounted for.' }],
    gyms_without_manager: [{ id: EXAMPLE.gym_id, name: 'Kaizen Dojo' }],
  },
});
export type Erasure = z.output<typeof Erasure>;
