import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { duesPayments } from '../../../db/schema/billing/dues/payments/dues-payments.ts';
import { duesOutcome } from '../dues-outcome.ts';
import type { DuesPayment, VoidPaymentInput } from './contract.ts';

/**
 * Takes back what was noted by mistake, for managers; again it changes nothing. It stays in the list, and
 * leaves a trace.
 * @throws `dues_payment_not_found`
 */
export const voidPayment = (
  { db }: CallerContext,
  { payment_id, body: { reason } }: { payment_id: string; body: VoidPaymentInput },
): Promise<DuesPayment> =>
  duesOutcome(
    db,
    duesPayments,
    sql`private.void_dues_payment(${payment_id}, ${reason})`,
    'payment',
  );
