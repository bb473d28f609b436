import type { Caller } from '../../caller.ts';
import type { CreateGymInput, Gym } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { gyms } from '../../db/schema/index.ts';

/** Founds a gym. The caller becomes its manager; the database makes that membership. */
export async function createGym(
  db: Database,
  caller: Caller,
  input: CreateGymInput,
): Promise<Gym> {
  const [gym] = await db.insert(gyms).values({ ...input, manager_id: caller.userId }).returning();
  return gym!;
}
