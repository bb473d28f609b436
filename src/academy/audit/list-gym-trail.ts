import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { auditEvents } from '../../db/schema/academy/audit/audit-events.ts';
import type { AuditEvent } from './contract.ts';

/** Lists what was done about the people of a gym, newest first; for its managers. */
export const listGymTrail = (
  { db }: CallerContext,
  { gym_id, page }: { gym_id: string; page: PageRequest },
): Promise<Slice<AuditEvent>> =>
  newestFirst(auditEvents).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(auditEvents).where(and(eq(auditEvents.gym_id, gym_id), where))
        .orderBy(...orderBy).limit(limit),
  );
