import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { memberships } from '../../db/schema/academy/memberships.ts';
import type { ForPerson } from '../../contract/for-person.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import { gymNotFound } from '../gyms/read-gym.ts';
import type { Membership } from './contract.ts';
import { statusOf } from './membership-status.ts';

/**
 * Asks to join a gym as a student, for oneself or a child; a manager decides. Whoever left may ask
 * again, and asking twice answers with the request that is pending.
 * @throws `gym_not_found`, `already_member` or `membership_denied` (conflict)
 */
export async function joinGym(
  { db, caller }: CallerContext,
  { gym_id, user_id = caller.userId }: { gym_id: string } & ForPerson,
): Promise<Membership> {
  const [asked] = await db.insert(memberships)
    .values({ user_id, gym_id })
    .onConflictDoNothing().returning()
    .catch(onViolation('memberships_gym_id_gyms_id_fk', gymNotFound))
    .catch(onViolation('memberships_gym_open', gymNotFound));
  if (asked) return asked;

  const own = and(eq(memberships.user_id, user_id), eq(memberships.gym_id, gym_id));
  const [again] = await db.update(memberships)
    .set({ left_at: null, approved_at: null, decided_by: null, role: 'STUDENT' })
    .where(and(own, isNotNull(memberships.left_at), isNull(memberships.denied_at)))
    .returning();
  if (again) return again;

  const [standing] = await db.select().from(memberships).where(own);
  const status = standing && statusOf(standing);
  if (status === 'pending') return standing!;
  throw refuse(status === 'approved' ? 'already_member' : 'membership_denied');
}
