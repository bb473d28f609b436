import { desc, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { gymClosings } from '../../db/schema/owner/closing/gym-closings.ts';
import { refuse } from '../../errors.ts';
import type { GymClosing } from './contract.ts';

/**
 * Reads whether a gym is to be closed, as one of its members: the latest time that it was asked for.
 * @throws `closing_not_found`
 */
export async function readClosing(
  { db }: CallerContext,
  { gym_id }: { gym_id: string },
): Promise<GymClosing> {
  const [closing] = await db.select().from(gymClosings).where(eq(gymClosings.gym_id, gym_id))
    .orderBy(desc(gymClosings.created_at), desc(gymClosings.id)).limit(1);
  if (!closing) throw refuse('closing_not_found');
  return closing;
}
