import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant } from '../../contract/fields.ts';
import { ForPerson } from '../../contract/for-person.ts';
import { PageQuery } from '../../contract/page.ts';
import { auditEvents } from '../../db/schema/academy/audit/audit-events.ts';

/** Who did what about whom. */
export const AuditEvent = createSelectSchema(auditEvents, {
  id: z.guid(),
  gym_id: z.guid().nullable(),
  actor_id: z.guid().nullable(),
  subject_id: z.guid().nullable(),
  details: z.record(z.string(), z.unknown()),
  created_at: instant,
}).meta({
  id: 'AuditEvent',
  example: {
    id: EXAMPLE.event_id,
    gym_id: EXAMPLE.gym_id,
    actor_id: EXAMPLE.manager_id,
    subject_id: EXAMPLE.user_id,
    action: 'role_changed',
    details: { from: 'STUDENT', to: 'INSTRUCTOR' },
    created_at: EXAMPLE.decided,
  },
});
export type AuditEvent = z.output<typeof AuditEvent>;

export const PersonTrailQuery = PageQuery.extend(ForPerson.shape);
