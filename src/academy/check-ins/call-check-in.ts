import { type SQL, sql } from 'drizzle-orm';
import type { CheckInInput } from './contract.ts';

/** The call of `private.check_in` for some people, in their order. */
export const callCheckIn = (
  classId: string,
  people: readonly string[],
  { class_date, made_at, reason }: CheckInInput,
): SQL => {
  const persons = sql`array[${sql.join(people.map((id) => sql`${id}`), sql`, `)}]::uuid[]`;
  const made = made_at?.toISOString() ?? null;
  return sql`private.check_in(${classId}, ${class_date}, ${persons}, ${made}, ${reason})`;
};
