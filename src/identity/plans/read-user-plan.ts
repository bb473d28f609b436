import { and, eq, getTableColumns, isNull } from 'drizzle-orm';
import type { SystemContext } from '../../db/context.ts';
import { userProfiles } from '../../db/schema/identity/user-profiles.ts';
import { users } from '../../db/schema/identity/users.ts';
import { refuse } from '../../errors.ts';
import type { UserPlan } from './contract.ts';

/**
 * Reads somebody's plan.
 * @throws `user_not_found`
 */
export async function readUserPlan(
  { db }: SystemContext,
  { user_id }: { user_id: string },
): Promise<UserPlan> {
  const [plan] = await db.select(getTableColumns(userProfiles)).from(userProfiles)
    .innerJoin(users, and(eq(users.id, userProfiles.user_id), isNull(users.deleted_at)))
    .where(eq(userProfiles.user_id, user_id));
  if (!plan) throw refuse('user_not_found');
  return plan;
}
