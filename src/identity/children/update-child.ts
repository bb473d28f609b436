import { and } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { users } from '../../db/schema/identity/users.ts';
import { assertVersion, isVersion } from '../../db/version.ts';
import type { User } from '../account/contract.ts';
import type { UpdateChildInput } from './contract.ts';
import { childNotFound, isChild } from './is-child.ts';
import { readChild } from './read-child.ts';

/**
 * Changes a child's profile as their guardian. A birth date of who is eighteen ends the guardianship,
 * and every change of it is in the trail.
 * @throws `child_not_found`, `precondition_failed`
 */
export async function updateChild(
  ctx: CallerContext,
  { user_id, body, version }: {
    user_id: string;
    body: UpdateChildInput;
    version: Date | undefined;
  },
): Promise<User> {
  // What is returned is read by the same rule, and who comes of age by this is the caller's no more.
  const [changed] = await ctx.db.update(users).set(body)
    .where(and(isChild(ctx.caller, user_id), isVersion(users, version))).returning();
  if (changed) return changed;
  assertVersion(await readChild(ctx, { user_id }), version, 'child');
  throw childNotFound();
}
