import { sql } from 'drizzle-orm';
import { callForRows } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { gymClosings } from '../../db/schema/owner/closing/gym-closings.ts';
import { refuse } from '../../errors.ts';
import type { GymClosing } from './contract.ts';

/**
 * Has a gym closed in thirty days, as its manager; again changes nothing. Until then all goes on as
 * before, an export can be taken, and any manager of it may undo this.
 * @throws `not_a_manager` (forbidden)
 */
export async function closeGym(
  { db }: CallerContext,
  { gym_id }: { gym_id: string },
): Promise<GymClosing> {
  const [closing] = await callForRows(db, gymClosings, sql`private.close_gym(${gym_id})`);
  if (!closing) throw refuse('not_a_manager');
  return closing;
}
