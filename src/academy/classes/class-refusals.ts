import type { CallerDatabase } from '../../db/client.ts';
import {
  INSTRUCTOR_IS_STAFF,
  INSTRUCTOR_OVERLAP,
} from '../../db/schema/academy/schedule/classes.ts';
import { findPostgresError } from '../../db/violation.ts';
import { assertVersion } from '../../db/version.ts';
import { type AppError, refuse } from '../../errors.ts';
import { readClass } from './read-class.ts';

const refusals: Record<string, (detail: string | undefined) => AppError> = {
  [INSTRUCTOR_OVERLAP]: (date) =>
    refuse('instructor_busy', {
      detail: `The instructor has another class at that time on ${date}.`,
    }),
  [INSTRUCTOR_IS_STAFF]: () => refuse('instructor_not_staff', { field: 'body.instructor_id' }),
  classes_length_check: () => refuse('class_length_invalid', { field: 'body.ends_at' }),
  classes_dates_check: () => refuse('class_dates_invalid', { field: 'body.ends_on' }),
};

/** For `.catch()`: says in the product's words what the schedule's own rules refused. */
export function refuseSchedule(err: unknown): never {
  const fault = findPostgresError(err);
  throw refusals[fault?.constraint_name ?? '']?.(fault?.detail) ?? err;
}

/** Tells why a write touched no class: it is hidden or gone, has changed, or is not the caller's. */
export async function classRefusal(
  db: CallerDatabase,
  class_id: string,
  version?: Date,
): Promise<AppError> {
  assertVersion(await readClass({ db }, { class_id }), version, 'class');
  return refuse('not_a_manager');
}
