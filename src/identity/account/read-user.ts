import { and, eq, isNull } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { columnsOf } from '../../db/columns-of.ts';
import { users } from '../../db/schema/identity/users.ts';
import { refuse } from '../../errors.ts';
import { User } from './contract.ts';

const columns = columnsOf(User, users);

/**
 * Reads a person the caller may see: themselves, or an adult member of a gym whose staff they are; a
 * child as a member of a gym (`readMember`). Row security decides; someone hidden and someone who does
 * not exist are the same answer.
 * @throws `user_not_found`
 */
export async function readUser(
  { db }: CallerContext,
  { user_id }: { user_id: string },
): Promise<User> {
  const [user] = await db.select(columns).from(users)
    .where(and(eq(users.id, user_id), isNull(users.deleted_at)));
  if (!user) throw refuse('user_not_found');
  return user;
}
