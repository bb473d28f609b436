import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { duesAccounts } from '../../../db/schema/billing/dues/accounts/dues-accounts.ts';
import { duesOutcome } from '../dues-outcome.ts';
import type { ChangeAccountInput, DuesAccount } from './contract.ts';
import { idList } from './id-list.ts';

/**
 * Sets when an account ends, or whom it covers from a day on, for managers.
 * @throws `dues_account_not_found`, `member_not_found`, `too_many_covered`, `dues_day_in_past`,
 *   `dues_day_too_far` (invalid), `dues_account_ended`, `covered_elsewhere` (conflict),
 *   `precondition_failed`
 */
export const changeAccount = (
  { db }: CallerContext,
  { account_id, body: { ends_on, covered, from }, version }: {
    account_id: string;
    body: ChangeAccountInput;
    version: Date | undefined;
  },
): Promise<DuesAccount> => {
  const call = sql`private.change_dues_account(
    ${account_id}, ${version?.toISOString() ?? null}, ${ends_on !== undefined}, ${ends_on ?? null},
    ${covered ? idList(covered) : null}, ${from ?? null}
  )`;
  return duesOutcome(db, duesAccounts, call, 'changed');
};
