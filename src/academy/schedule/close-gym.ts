import type { CallerContext } from '../../db/context.ts';
import { classChanges } from '../../db/schema/academy/schedule/class-changes.ts';
import type { ClassChange, CloseGymInput } from './contract.ts';

/** Closes a gym from one date to another, for its managers: no class takes place then. */
export async function closeGym(
  { db, caller }: CallerContext,
  { gym_id, body }: { gym_id: string; body: CloseGymInput },
): Promise<ClassChange> {
  const [closure] = await db.insert(classChanges)
    .values({ ...body, gym_id, kind: 'cancelled', created_by: caller.userId })
    .returning();
  return closure!;
}
