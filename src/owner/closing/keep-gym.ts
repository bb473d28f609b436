import { sql } from 'drizzle-orm';
import { callForRows } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { gymClosings } from '../../db/schema/owner/closing/gym-closings.ts';
import { refuse } from '../../errors.ts';
import type { GymClosing } from './contract.ts';

/**
 * Undoes the closing of a gym, as its manager, while there is time.
 * @throws `closing_not_found`
 */
export async function keepGym(
  { db }: CallerContext,
  { gym_id }: { gym_id: string },
): Promise<GymClosing> {
  const [kept] = await callForRows(db, gymClosings, sql`private.keep_gym(${gym_id})`);
  if (!kept) throw refuse('closing_not_found');
  return kept;
}
