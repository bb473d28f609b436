import { eq } from 'drizzle-orm';
import type { Gym } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { gyms } from '../../db/schema/index.ts';
import { notFound } from '../../errors.ts';

export const gymNotFound = () => notFound('gym_not_found', 'There is no such gym.');

/** @throws `gym_not_found` */
export async function readGym(db: Database, gymId: string): Promise<Gym> {
  const [gym] = await db.select().from(gyms).where(eq(gyms.id, gymId));
  if (!gym) throw gymNotFound();
  return gym;
}
