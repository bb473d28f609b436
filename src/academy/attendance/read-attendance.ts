import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { memberNotFound } from '../members/read-member.ts';
import { type AttendanceQuery, PersonAttendance } from './contract.ts';
import { ClassCounts } from './list-class-attendance.ts';
import { withRate } from './rate.ts';

const Row = PersonAttendance.omit({ rate: true }).extend({ classes: z.array(ClassCounts) });

/**
 * Reads how regularly a member came between two dates, in all and by class: for themselves, their
 * guardians and the staff of the gym.
 * @throws `member_not_found`
 */
export async function readAttendance(
  { db }: CallerContext,
  { gym_id, user_id, from, to }: AttendanceQuery & { gym_id: string; user_id: string },
): Promise<PersonAttendance> {
  const call = sql`private.person_attendance(${gym_id}, ${user_id}, ${from}, ${to})`;
  const [counts] = await callFor(db, Row, call);
  if (!counts) throw memberNotFound();
  return withRate({ ...counts, classes: counts.classes.map(withRate) });
}
