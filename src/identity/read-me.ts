import { eq } from 'drizzle-orm';
import type { Caller } from '../caller.ts';
import type { Me } from '../contracts/identity.ts';
import type { Database } from '../db/client.ts';
import { userProfiles, users } from '../db/schema/index.ts';
import { gone } from '../errors.ts';

/**
 * The caller's own account and profile, in one statement.
 * @throws `account_deleted` (gone)
 */
export async function readMe(db: Database, caller: Caller): Promise<Me> {
  const [row] = await db.select({ user: users, profile: userProfiles }).from(users)
    .innerJoin(userProfiles, eq(userProfiles.user_id, users.id))
    .where(eq(users.id, caller.userId));
  if (!row) throw gone('account_deleted', 'This account was deleted.');
  return { ...row.user, profile: row.profile };
}
