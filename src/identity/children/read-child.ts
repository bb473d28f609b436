import type { CallerContext } from '../../db/context.ts';
import { columnsOf } from '../../db/columns-of.ts';
import { users } from '../../db/schema/identity/users.ts';
import { User } from '../account/contract.ts';
import { childNotFound, isChild } from './is-child.ts';

const columns = columnsOf(User, users);

/**
 * Reads a child whom the caller is guardian of.
 * @throws `child_not_found`
 */
export async function readChild(
  { db, caller }: CallerContext,
  { user_id }: { user_id: string },
): Promise<User> {
  const [child] = await db.select(columns).from(users).where(isChild(caller, user_id));
  if (!child) throw childNotFound();
  return child;
}
