import { sql } from 'drizzle-orm';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { type PageRequest, type Slice, slice } from '../../db/keyset.ts';
import { Birthday } from './contract.ts';

/** Lists today's birthdays in a gym and those of the days to come, in order: for its staff. */
export async function listBirthdays(
  { db }: CallerContext,
  { gym_id, days, page: { limit, after } }: { gym_id: string; days: number; page: PageRequest },
): Promise<Slice<Birthday>> {
  const [day, id] = after ?? [null, null];
  const call = sql`private.gym_birthdays(${gym_id}, ${days}, ${day}, ${id}, ${limit + 1})`;
  const rows = await callFor(db, Birthday, call);
  return slice(rows, limit, ({ birthday, user_id }) => [birthday, user_id]);
}
