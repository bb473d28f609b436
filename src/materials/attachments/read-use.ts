import { sql } from 'drizzle-orm';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';
import { MaterialsUse } from './contract.ts';

/**
 * Reads how much of its room for files a gym uses; for its staff.
 * @throws `not_class_staff` (forbidden)
 */
export async function readUse(
  { db }: CallerContext,
  { gym_id }: { gym_id: string },
): Promise<MaterialsUse> {
  const [use] = await callFor(db, MaterialsUse, sql`private.materials_use(${gym_id})`);
  if (!use) throw refuse('not_class_staff');
  return use;
}
