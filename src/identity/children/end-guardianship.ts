import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { callForRows } from '../../db/call.ts';
import { guardianships } from '../../db/schema/identity/family/guardianships.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import { childNotFound } from './is-child.ts';

const lastGuardian = () => refuse('last_guardian');

/**
 * Ends the caller's guardianship of a child; it stays in the history.
 * @throws `child_not_found`, `last_guardian` (conflict)
 */
export async function endGuardianship(
  { db }: CallerContext,
  { user_id }: { user_id: string },
): Promise<void> {
  const call = sql`private.end_guardianship(${user_id})`;
  const [ended] = await callForRows(db, guardianships, call)
    .catch(onViolation('guardianships_last', lastGuardian));
  if (!ended) throw childNotFound();
}
