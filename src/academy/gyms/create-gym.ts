import type { CallerContext } from '../../db/context.ts';
import { gyms } from '../../db/schema/academy/gyms.ts';
import type { CreateGymInput, Gym } from './contract.ts';

/** Founds a gym. The caller becomes its manager; the database makes that membership. */
export async function createGym(
  { db, caller }: CallerContext,
  { body }: { body: CreateGymInput },
): Promise<Gym> {
  const [gym] = await db.insert(gyms).values({ ...body, manager_id: caller.userId }).returning();
  return gym!;
}
