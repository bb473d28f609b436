import { sql } from 'drizzle-orm';
import type { DirectoryEntry } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import type { PageRequest, Slice } from '../../db/keyset.ts';

/**
 * Who trains here: names and roles of a gym's members, by name. Members only; to everybody else the
 * gym looks empty. Row security hides fellow members' profiles, so this goes through the definer
 * function `private.gym_directory`, which checks the caller itself.
 */
export async function listMembers(
  db: Database,
  gymId: string,
  { limit, after }: PageRequest,
): Promise<Slice<DirectoryEntry>> {
  const [name, userId] = after ?? [null, null];
  const rows = await db.execute<DirectoryEntry & { sort_name: string } & Record<string, unknown>>(
    sql`select * from private.gym_directory(${gymId}, ${name}, ${userId}, ${limit + 1})`,
  );
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? [last.sort_name, last.user_id] : null };
}
