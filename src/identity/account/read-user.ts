import { and, eq, isNull } from 'drizzle-orm';
import { User } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { columnsOf } from '../../db/columns-of.ts';
import { users } from '../../db/schema/index.ts';
import { notFound } from '../../errors.ts';

const columns = columnsOf(User, users);

/**
 * A person the caller may see: themselves, or a member of a gym whose staff they are. Row security
 * decides; someone hidden and someone who does not exist are the same answer.
 * @throws `user_not_found`
 */
export async function readUser(db: Database, userId: string): Promise<User> {
  const [user] = await db.select(columns).from(users)
    .where(and(eq(users.id, userId), isNull(users.deleted_at)));
  if (!user) throw notFound('user_not_found', 'There is no such user.');
  return user;
}
