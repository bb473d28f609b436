import { and, eq, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { memberships } from '../../db/schema/academy/memberships.ts';
import type { Membership } from './contract.ts';
import { membershipRefusal } from './membership-refusal.ts';
import { hasStatus } from './membership-status.ts';

/**
 * Turns a request down. The decision is kept; only a manager can change it, by approving.
 * @throws `membership_not_found`, `not_a_manager` (forbidden), `membership_<status>` (conflict)
 */
export async function denyMembership(
  { db, caller }: CallerContext,
  { membership_id }: { membership_id: string },
): Promise<Membership> {
  const [denied] = await db.update(memberships)
    .set({ denied_at: sql`now()`, decided_by: caller.userId })
    .where(and(eq(memberships.id, membership_id), hasStatus('pending'))).returning();
  if (!denied) throw await membershipRefusal(db, membership_id, ['approved', 'denied', 'left']);
  return denied;
}
