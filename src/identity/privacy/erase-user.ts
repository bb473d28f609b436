import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import type { SystemContext } from '../../db/context.ts';
import { accountDeleted } from '../../account-deleted.ts';
import type { Erasure } from './contract.ts';

export type Erased = Pick<Erasure, 'erased_at' | 'gyms_without_manager'>;

/**
 * Removes a person: their data goes, a tombstone stays, and what the law needs kept is kept.
 * Memberships end, and gyms they managed wait for a new manager. All or nothing, in one statement.
 *
 * @param input `erased_at`: the provider's clock; older news is refused from then on
 * @throws `account_deleted` (gone) when there is no such live account
 */
export const eraseUser = (
  { db }: SystemContext,
  { user_id, erased_at = new Date() }: { user_id: string; erased_at?: Date },
): Promise<Erased> =>
  readErased(db, sql`private.erase_user(${user_id}, ${erased_at.toISOString()})`);

/**
 * Calls one of the database's erasing functions.
 * @throws what `nobody` makes when it found no live account, `account_deleted` (gone) unless told
 */
export async function readErased(
  db: Database,
  erase: SQL,
  nobody: () => Error = accountDeleted,
): Promise<Erased> {
  const [row] = await db.execute<{
    erased_at: string;
    gyms_without_manager: Erased['gyms_without_manager'];
  }>(sql`select erased_at, gyms_without_manager from ${erase}`);
  if (!row) throw nobody();
  return { ...row, erased_at: new Date(row.erased_at) };
}
