import { and, eq } from 'drizzle-orm';
import type { SystemContext } from '../../db/context.ts';
import { userProfiles } from '../../db/schema/identity/user-profiles.ts';
import { assertVersion, isVersion } from '../../db/version.ts';
import { refuse } from '../../errors.ts';
import type { PutUserPlanInput, UserPlan } from './contract.ts';
import { readUserPlan } from './read-user-plan.ts';

/**
 * Gives somebody a plan. The meter asks for it at the next question: what was used of the month
 * counts against the new quota.
 *
 * @throws `user_not_found`, also for who was erased; `precondition_failed`
 */
export async function putUserPlan(
  { db }: SystemContext,
  { user_id, body, version }: {
    user_id: string;
    body: PutUserPlanInput;
    version: Date | undefined;
  },
): Promise<UserPlan> {
  // The rows of an erased person are not changed (`private.keep_erased`).
  const [plan] = await db.update(userProfiles).set(body)
    .where(and(eq(userProfiles.user_id, user_id), isVersion(userProfiles, version)))
    .returning();
  if (plan) return plan;
  assertVersion(await readUserPlan({ db }, { user_id }), version, 'plan');
  throw refuse('user_not_found');
}
