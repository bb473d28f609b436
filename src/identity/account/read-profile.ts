import { eq } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import type { Profile } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { userProfiles } from '../../db/schema/index.ts';
import { accountDeleted } from '../../account-deleted.ts';

/**
 * The caller's plan and what they have used of it. Apart from the account, because it changes with
 * every metered call and has a version of its own.
 * @throws `account_deleted` (gone)
 */
export async function readProfile(db: Database, caller: Caller): Promise<Profile> {
  const [profile] = await db.select().from(userProfiles)
    .where(eq(userProfiles.user_id, caller.userId));
  if (!profile) throw accountDeleted();
  return profile;
}
