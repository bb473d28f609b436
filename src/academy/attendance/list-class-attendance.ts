import { sql } from 'drizzle-orm';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { type AttendanceQuery, ClassAttendance } from './contract.ts';
import { withRate } from './rate.ts';

/** A row of `private.attendance_by_class`. */
export const ClassCounts = ClassAttendance.omit({ rate: true });

/** Lists how well each class of a gym was attended between two dates: for its staff. */
export async function listClassAttendance(
  { db }: CallerContext,
  { gym_id, from, to }: AttendanceQuery & { gym_id: string },
): Promise<{ items: ClassAttendance[] }> {
  const call = sql`private.class_attendance(${gym_id}, ${from}, ${to})`;
  return { items: (await callFor(db, ClassCounts, call)).map(withRate) };
}
