import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { duesAccounts } from '../../../db/schema/billing/dues/accounts/dues-accounts.ts';
import { refuse } from '../../../errors.ts';
import type { DuesAccount } from './contract.ts';

/**
 * Reads one account; for its payer, whom it covers, their guardians, and managers.
 * @throws `dues_account_not_found`
 */
export async function readAccount(
  { db }: CallerContext,
  { account_id }: { account_id: string },
): Promise<DuesAccount> {
  const [account] = await db.select().from(duesAccounts).where(eq(duesAccounts.id, account_id));
  if (!account) throw refuse('dues_account_not_found');
  return account;
}
