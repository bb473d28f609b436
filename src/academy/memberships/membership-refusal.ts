import { eq } from 'drizzle-orm';
import type { CallerDatabase } from '../../db/client.ts';
import { memberships } from '../../db/schema/academy/memberships.ts';
import { type AppError, refuse, wrongState } from '../../errors.ts';
import type { MembershipStatus } from './contract.ts';
import { statusOf } from './membership-status.ts';

/**
 * Tells why an update of a membership touched no row: it is hidden or missing, its status was the
 * wrong one for the change, or row security did not count the caller among the gym's managers.
 */
export async function membershipRefusal(
  db: CallerDatabase,
  membershipId: string,
  wrong: MembershipStatus[],
): Promise<AppError> {
  const [membership] = await db.select().from(memberships).where(eq(memberships.id, membershipId));
  if (!membership) return refuse('membership_not_found');
  const status = statusOf(membership);
  return wrong.includes(status) ? wrongState('membership', status) : notAManager();
}

export const notAManager = () => refuse('not_a_manager');

/** The trigger's word for it: whoever a gym is registered to cannot leave or step down. */
export const MANAGER_STAYS = 'memberships_manager_stays';

export const managerStays = () => refuse('manager_stays');
