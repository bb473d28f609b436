import { sql } from 'drizzle-orm';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { type PageRequest, type Slice, slice } from '../../db/keyset.ts';
import { MemberAtRisk } from './contract.ts';

/** Lists the students who have not come for some days, the longest away first: for the gym's staff. */
export async function listAtRisk(
  { db }: CallerContext,
  { gym_id, days, page: { limit, after } }: { gym_id: string; days: number; page: PageRequest },
): Promise<Slice<MemberAtRisk>> {
  const [since, id] = after ?? [null, null];
  const call = sql`private.members_at_risk(${gym_id}, ${days}, ${since}, ${id}, ${limit + 1})`;
  const rows = await callFor(db, MemberAtRisk, call);
  return slice(rows, limit, ({ since, user_id }) => [since, user_id]);
}
