import { and, eq } from 'drizzle-orm';
import type { ForPerson } from '../../contract/for-person.ts';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { auditEvents } from '../../db/schema/academy/audit/audit-events.ts';
import type { AuditEvent } from './contract.ts';

/** Lists what was done about the caller, or about a child of theirs, in all gyms, newest first. */
export const listPersonTrail = (
  { db, caller }: CallerContext,
  { user_id = caller.userId, page }: ForPerson & { page: PageRequest },
): Promise<Slice<AuditEvent>> =>
  newestFirst(auditEvents).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(auditEvents).where(and(eq(auditEvents.subject_id, user_id), where))
        .orderBy(...orderBy).limit(limit),
  );
