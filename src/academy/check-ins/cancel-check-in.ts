import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import type { CancelInput, CheckIn } from './contract.ts';
import { outcome } from './outcome.ts';

/**
 * Takes a booking back or leaves the queue, for oneself or a child; staff cancel whatever it came to.
 * The place goes to the next in line. Repeated, it changes nothing.
 * @throws `check_in_not_found`, `not_class_staff` (forbidden), `cancel_too_late`, `check_in_present`,
 *   `check_in_no_show` (conflict)
 */
export const cancelCheckIn = (
  { db }: CallerContext,
  { check_in_id, body: { reason } }: { check_in_id: string; body: CancelInput },
): Promise<CheckIn> => outcome(db, sql`private.cancel_check_in(${check_in_id}, ${reason})`);
