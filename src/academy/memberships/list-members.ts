import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { CallerContext } from '../../db/context.ts';
import { callFor } from '../../db/call.ts';
import { type PageRequest, type Slice, slice } from '../../db/keyset.ts';
import { DirectoryEntry } from './contract.ts';

const SortedEntry = DirectoryEntry.extend({ sort_name: z.string() });

/**
 * Lists who trains here: names and roles of a gym's members, by name. Members only; to everybody
 * else the gym looks empty. Row security hides fellow members' profiles, so this goes through the
 * definer function `private.gym_directory`, which checks the caller itself.
 */
export async function listMembers(
  { db }: CallerContext,
  { gym_id, page: { limit, after } }: { gym_id: string; page: PageRequest },
): Promise<Slice<DirectoryEntry>> {
  const [name, userId] = after ?? [null, null];
  const entries = await callFor(
    db,
    SortedEntry,
    sql`private.gym_directory(${gym_id}, ${name}, ${userId}, ${limit + 1})`,
  );
  return slice(entries, limit, ({ sort_name, user_id }) => [sort_name, user_id]);
}
