import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { userProfiles } from '../../db/schema/identity/user-profiles.ts';
import { accountDeleted } from '../../account-deleted.ts';
import type { Profile } from './contract.ts';

/**
 * Reads the caller's plan and what they have used of it. Apart from the account, because it changes
 * with every metered call and has a version of its own.
 * @throws `account_deleted` (gone)
 */
export async function readProfile({ db, caller }: CallerContext): Promise<Profile> {
  const [profile] = await db.select().from(userProfiles)
    .where(eq(userProfiles.user_id, caller.userId));
  if (!profile) throw accountDeleted();
  return profile;
}
