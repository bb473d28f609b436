import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { instant } from '../contract/fields.ts';
import { exported, type PersonalPart } from '../db/declare/personal-part.ts';
import { auditEvents, auditEventsPersonal } from '../db/schema/academy/audit/audit-events.ts';
import { gymsPersonal } from '../db/schema/academy/gyms.ts';
import { invitationsPersonal } from '../db/schema/academy/invitations/invitations.ts';
import { membershipsPersonal } from '../db/schema/academy/memberships.ts';

const HeldEvent = createSelectSchema(auditEvents, {
  gym_id: z.guid().nullable(),
  actor_id: z.guid().nullable(),
  created_at: instant,
}).pick({ gym_id: true, actor_id: true, action: true, details: true, created_at: true });

/** What the academy has of a person; `private.erase_academy` removes it. */
export const academyPersonal: PersonalPart = {
  personal: [membershipsPersonal, gymsPersonal, auditEventsPersonal, invitationsPersonal],
  exports: {
    memberships: exported(
      'memberships',
      z.array(z.object({
        gym: z.object({ id: z.guid(), name: z.string() }),
        role: z.string(),
        approved_at: instant.nullable(),
        denied_at: instant.nullable(),
        left_at: instant.nullable(),
        external_ref: z.string().nullable(),
        created_at: instant,
      })),
      { with: { gym: { columns: { id: true, name: true } } } },
    ),
    audit_events: exported('auditEvents', z.array(HeldEvent)),
  },
};
