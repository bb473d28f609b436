import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { duesFreezes } from '../../../db/schema/billing/dues/freezes/dues-freezes.ts';
import { refuse } from '../../../errors.ts';
import type { DuesFreeze } from './contract.ts';

/**
 * Reads one freeze; for all who see its account.
 * @throws `freeze_not_found`
 */
export async function readFreeze(
  { db }: CallerContext,
  { freeze_id }: { freeze_id: string },
): Promise<DuesFreeze> {
  const [freeze] = await db.select().from(duesFreezes).where(eq(duesFreezes.id, freeze_id));
  if (!freeze) throw refuse('freeze_not_found');
  return freeze;
}
