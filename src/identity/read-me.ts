import { eq } from 'drizzle-orm';
import type { Caller } from '../caller.ts';
import type { Me } from '../contracts/identity.ts';
import type { Database } from '../db/client.ts';
import { users } from '../db/schema/index.ts';
import { accountDeleted } from './account-deleted.ts';

/**
 * The caller's own account.
 * @throws `account_deleted` (gone)
 */
export async function readMe(db: Database, caller: Caller): Promise<Me> {
  const [me] = await db.select().from(users).where(eq(users.id, caller.userId));
  if (!me) throw accountDeleted();
  return me;
}
