import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { memberships } from '../../db/schema/academy/memberships.ts';
import type { ApproveInput, Membership } from './contract.ts';
import { membershipRefusal } from './membership-refusal.ts';

/**
 * Lets someone in who asked, with the role they shall have; also one who was denied before. Row
 * security lets only a manager of that gym, and the database never lets anyone decide on themselves.
 * @throws `membership_not_found`, `not_a_manager` (forbidden), `membership_<status>` (conflict)
 */
export async function approveMembership(
  { db, caller }: CallerContext,
  { membership_id, body: { role } }: { membership_id: string; body: ApproveInput },
): Promise<Membership> {
  const [approved] = await db.update(memberships)
    .set({ approved_at: sql`now()`, denied_at: null, decided_by: caller.userId, role })
    .where(and(
      eq(memberships.id, membership_id),
      isNull(memberships.approved_at),
      isNull(memberships.left_at),
    )).returning();
  if (!approved) throw await membershipRefusal(db, membership_id, ['approved', 'left']);
  return approved;
}
