import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { memberships } from '../../db/schema/academy/memberships.ts';
import { onViolation } from '../../db/violation.ts';
import type { ChangeRoleInput, Membership } from './contract.ts';
import { MANAGER_STAYS, managerStays, membershipRefusal } from './membership-refusal.ts';
import { hasStatus } from './membership-status.ts';

/**
 * Makes a member a student, an instructor or a manager of this gym. Nobody changes their own role.
 * @throws `membership_not_found`, `not_a_manager` (forbidden), `membership_<status>` or
 *   `manager_stays` (conflict)
 */
export async function changeRole(
  { db, caller }: CallerContext,
  { membership_id, body: { role } }: { membership_id: string; body: ChangeRoleInput },
): Promise<Membership> {
  const [changed] = await db.update(memberships).set({ role, decided_by: caller.userId })
    .where(and(eq(memberships.id, membership_id), hasStatus('approved'))).returning()
    .catch(onViolation(MANAGER_STAYS, managerStays));
  if (!changed) throw await membershipRefusal(db, membership_id, ['pending', 'denied', 'left']);
  return changed;
}
