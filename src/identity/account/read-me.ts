import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { columnsOf } from '../../db/columns-of.ts';
import { accountDeleted } from '../../account-deleted.ts';
import { users } from '../../db/schema/identity/users.ts';
import { Me } from './contract.ts';

const columns = columnsOf(Me, users);

/**
 * Reads the caller's own account.
 * @throws `account_deleted` (gone)
 */
export async function readMe({ db, caller }: CallerContext): Promise<Me> {
  const [me] = await db.select(columns).from(users).where(eq(users.id, caller.userId));
  if (!me) throw accountDeleted();
  return { ...me, provider: caller.provider };
}
