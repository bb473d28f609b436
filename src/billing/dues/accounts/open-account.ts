import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { duesAccounts } from '../../../db/schema/billing/dues/accounts/dues-accounts.ts';
import { duesOutcome } from '../dues-outcome.ts';
import { idList } from './id-list.ts';
import type { DuesAccount, OpenAccountInput } from './contract.ts';

/**
 * Begins an account on a plan, for managers: it keeps the plan's terms of this moment. A trial or a card
 * that is over makes room for it.
 * @throws `not_a_manager` (forbidden), `dues_plan_not_found`, `member_not_found`, `payer_not_found`,
 *   `payer_is_a_child`, `too_many_covered`, `dues_day_too_far` (invalid), `dues_plan_archived`,
 *   `covered_elsewhere` (conflict)
 */
export const openAccount = (
  { db }: CallerContext,
  { gym_id, body: { plan_id, payer_id, covered, starts_on } }: {
    gym_id: string;
    body: OpenAccountInput;
  },
): Promise<DuesAccount> => {
  const call = sql`private.open_dues_account(
    ${gym_id}, ${plan_id}, ${payer_id}, ${idList(covered)}, ${starts_on ?? null}
  )`;
  return duesOutcome(db, duesAccounts, call, 'account');
};
