import { and, eq } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import type { ChangeRoleInput, Membership } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { memberships } from '../../db/schema/index.ts';
import { onViolation } from '../../db/violation.ts';
import { MANAGER_STAYS, managerStays, refusal } from './membership-refusal.ts';
import { hasStatus } from './membership-status.ts';

/**
 * Makes a member a student, an instructor or a manager of this gym. Nobody changes their own role.
 * @throws `membership_not_found`, `not_a_manager` (forbidden), `membership_<status>` or
 *   `manager_stays` (conflict)
 */
export async function changeRole(
  db: Database,
  caller: Caller,
  membershipId: string,
  { role }: ChangeRoleInput,
): Promise<Membership> {
  const [changed] = await db.update(memberships).set({ role, decided_by: caller.userId })
    .where(and(eq(memberships.id, membershipId), hasStatus('approved'))).returning()
    .catch(onViolation(MANAGER_STAYS, managerStays));
  if (!changed) throw await refusal(db, membershipId, ['pending', 'denied', 'left']);
  return changed;
}
