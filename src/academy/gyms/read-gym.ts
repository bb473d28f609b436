import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { gyms } from '../../db/schema/academy/gyms.ts';
import { refuse } from '../../errors.ts';
import type { Gym } from './contract.ts';

export const gymNotFound = () => refuse('gym_not_found');

/**
 * Reads one gym.
 * @throws `gym_not_found`
 */
export async function readGym(
  { db }: CallerContext,
  { gym_id }: { gym_id: string },
): Promise<Gym> {
  const [gym] = await db.select().from(gyms).where(eq(gyms.id, gym_id));
  if (!gym) throw gymNotFound();
  return gym;
}
