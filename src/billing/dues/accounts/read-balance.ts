import { sql } from 'drizzle-orm';
import { callFor } from '../../../db/call.ts';
import type { CallerContext } from '../../../db/context.ts';
import { refuse } from '../../../errors.ts';
import { DuesBalance } from './contract.ts';

/**
 * Computes what an account comes to at this moment: its state, what is left, and what is owed.
 * @throws `dues_account_not_found`
 */
export async function readBalance(
  { db }: CallerContext,
  { account_id }: { account_id: string },
): Promise<DuesBalance> {
  const [balance] = await callFor(db, DuesBalance, sql`private.dues_balance(${account_id})`);
  if (!balance) throw refuse('dues_account_not_found');
  return balance;
}
