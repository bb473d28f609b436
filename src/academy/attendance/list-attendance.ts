import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { type PageRequest, type Slice, slice } from '../../db/keyset.ts';
import { type AttendanceQuery, MemberAttendance } from './contract.ts';
import { withRate } from './rate.ts';

const Row = MemberAttendance.omit({ rate: true }).extend({ sort_name: z.string() });

/**
 * Lists how regularly the members of a gym came between two dates, by name: for its staff, and nothing
 * to everybody else. Counted in the definer function `private.gym_attendance`, since an aggregate
 * behind row security costs many times as much.
 */
export async function listAttendance(
  { db }: CallerContext,
  { gym_id, from, to, page: { limit, after } }: AttendanceQuery & {
    gym_id: string;
    page: PageRequest;
  },
): Promise<Slice<MemberAttendance>> {
  const [name, id] = after ?? [null, null];
  const call = sql`private.gym_attendance(${gym_id}, ${from}, ${to}, ${name}, ${id}, ${limit + 1})`;
  const rows = await callFor(db, Row, call);
  return slice(rows.map(withRate), limit, ({ sort_name, user_id }) => [sort_name, user_id]);
}
