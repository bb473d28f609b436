import { z } from 'zod';
import { instant } from '../contract/fields.ts';
import { exported, type PersonalPart } from '../db/declare/personal-part.ts';
import { gymsPersonal } from '../db/schema/academy/gyms.ts';
import { membershipsPersonal } from '../db/schema/academy/memberships.ts';

/** What the academy has of a person; `private.erase_academy` removes it. */
export const academyPersonal: PersonalPart = {
  personal: [membershipsPersonal, gymsPersonal],
  exports: {
    memberships: exported(
      'memberships',
      z.array(z.object({
        gym: z.object({ id: z.guid(), name: z.string() }),
        role: z.string(),
        approved_at: instant.nullable(),
        denied_at: instant.nullable(),
        left_at: instant.nullable(),
        created_at: instant,
      })),
      { with: { gym: { columns: { id: true, name: true } } } },
    ),
  },
};
