import { eq } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import { Me } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { columnsOf } from '../../db/columns-of.ts';
import { users } from '../../db/schema/index.ts';
import { accountDeleted } from '../../account-deleted.ts';

const columns = columnsOf(Me, users);

/**
 * The caller's own account.
 * @throws `account_deleted` (gone)
 */
export async function readMe(db: Database, caller: Caller): Promise<Me> {
  const [me] = await db.select(columns).from(users).where(eq(users.id, caller.userId));
  if (!me) throw accountDeleted();
  return me;
}
