import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { duesFreezes } from '../../../db/schema/billing/dues/freezes/dues-freezes.ts';
import { duesOutcome } from '../dues-outcome.ts';
import type { ChangeFreezeInput, DuesFreeze } from './contract.ts';

interface Which {
  freeze_id: string;
  version: Date | undefined;
}

const change = (
  { db }: CallerContext,
  { freeze_id, version }: Which,
  lastDay: string | null,
): Promise<DuesFreeze> =>
  duesOutcome(
    db,
    duesFreezes,
    sql`private.change_freeze(${freeze_id}, ${version?.toISOString() ?? null}, ${lastDay})`,
    'rest',
  );

/**
 * Has a freeze end on another day, for managers: earlier who came back, later who did not.
 * @throws `freeze_not_found`, `freeze_too_long` (invalid), `freeze_overlaps` (conflict),
 *   `precondition_failed`
 */
export const changeFreeze = (
  ctx: CallerContext,
  { body: { ends_on }, ...which }: Which & { body: ChangeFreezeInput },
): Promise<DuesFreeze> => change(ctx, which, ends_on);

/**
 * Takes a freeze away as if it had never been, for managers.
 * @throws `freeze_not_found`
 */
export async function removeFreeze(
  ctx: CallerContext,
  { freeze_id }: { freeze_id: string },
): Promise<void> {
  await change(ctx, { freeze_id, version: undefined }, null);
}
