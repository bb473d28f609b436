import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { duesFreezes } from '../../../db/schema/billing/dues/freezes/dues-freezes.ts';
import { duesOutcome } from '../dues-outcome.ts';
import type { DuesFreeze, FreezeInput } from './contract.ts';

/**
 * Has an account rest, for managers: nobody trains on it, and what is paid lasts that much longer.
 * @throws `dues_account_not_found`, `freeze_too_long` (invalid), `dues_account_ended`,
 *   `freeze_overlaps` (conflict)
 */
export const freezeAccount = (
  { db }: CallerContext,
  { account_id, body: { starts_on, ends_on } }: { account_id: string; body: FreezeInput },
): Promise<DuesFreeze> =>
  duesOutcome(
    db,
    duesFreezes,
    sql`private.freeze_dues(${account_id}, ${starts_on}, ${ends_on})`,
    'rest',
  );
