import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { memberships } from '../../db/schema/academy/memberships.ts';
import { onViolation } from '../../db/violation.ts';
import { MANAGER_STAYS, managerStays, membershipRefusal } from './membership-refusal.ts';

/**
 * Ends a membership: one's own (leaving, or taking a request back), or a member's by a manager. The
 * row stays as history.
 * @throws `membership_not_found`, `not_a_manager` (forbidden), `membership_left` (conflict),
 *   `manager_stays` (conflict) while the gym has not been handed over
 */
export async function endMembership(
  { db }: CallerContext,
  { membership_id }: { membership_id: string },
): Promise<void> {
  const [ended] = await db.update(memberships).set({ left_at: sql`now()` })
    .where(and(eq(memberships.id, membership_id), isNull(memberships.left_at)))
    .returning({ id: memberships.id })
    .catch(onViolation(MANAGER_STAYS, managerStays));
  if (!ended) throw await membershipRefusal(db, membership_id, ['left']);
}
