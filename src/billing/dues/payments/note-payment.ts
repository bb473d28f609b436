import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { duesPayments } from '../../../db/schema/billing/dues/payments/dues-payments.ts';
import { duesOutcome } from '../dues-outcome.ts';
import type { DuesPayment, NotePaymentInput } from './contract.ts';

/**
 * Notes what was paid on an account, for managers. No money moves by it.
 * @throws `dues_account_not_found`, `received_in_future` (invalid)
 */
export const notePayment = (
  { db }: CallerContext,
  { account_id, body: { units, amount, received_on, method } }: {
    account_id: string;
    body: NotePaymentInput;
  },
): Promise<DuesPayment> => {
  const call = sql`private.note_dues_payment(
    ${account_id}, ${units}, ${amount}, ${received_on ?? null}, ${method}
  )`;
  return duesOutcome(db, duesPayments, call, 'payment');
};
