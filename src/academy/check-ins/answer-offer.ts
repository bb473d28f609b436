import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import type { CheckIn } from './contract.ts';
import { outcome } from './outcome.ts';

const answer = (accepts: boolean) =>
(
  { db }: CallerContext,
  { check_in_id }: { check_in_id: string },
): Promise<CheckIn> => outcome(db, sql`private.answer_offer(${check_in_id}, ${accepts})`);

/**
 * Takes the place that is held for oneself or a child.
 * @throws `check_in_not_found`, `not_offered` (conflict), also when it is held no more
 */
export const acceptOffer = answer(true);

/**
 * Gives up the place that is held for oneself or a child, for who is next in line.
 * @throws `check_in_not_found`, `not_offered` (conflict), also when it is held no more
 */
export const declineOffer = answer(false);
