import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../../contract/examples.ts';
import { calendarDate, instant } from '../../../contract/fields.ts';
import {
  duesPayments,
  paymentMethods,
  units,
  voidReason,
} from '../../../db/schema/billing/dues/payments/dues-payments.ts';
import { duesDay } from '../../../db/schema/billing/dues/plans/terms.ts';
import { amount } from '../../../db/schema/store/columns.ts';

export const PaymentParams = z.object({ payment_id: z.guid() });

const paid = { units: 1, amount: '270.0000', method: 'transfer', received_on: '2026-03-02' };

export const DuesPayment = createSelectSchema(duesPayments, {
  id: z.guid(),
  account_id: z.guid(),
  units: z.int().meta({ description: 'For how many months or cards' }),
  amount: z.string().meta({ description: 'In decimal digits, in the account’s currency' }),
  received_on: calendarDate,
  noted_by: z.guid().nullable(),
  voided_at: instant.nullable(),
  voided_by: z.guid().nullable(),
  created_at: instant,
}).pick({
  id: true,
  account_id: true,
  units: true,
  amount: true,
  method: true,
  received_on: true,
  noted_by: true,
  voided_at: true,
  voided_by: true,
  void_reason: true,
  created_at: true,
}).meta({
  id: 'DuesPayment',
  example: {
    id: EXAMPLE.dues_payment_id,
    account_id: EXAMPLE.dues_account_id,
    ...paid,
    noted_by: EXAMPLE.manager_id,
    ...{ voided_at: null, voided_by: null, void_reason: null, created_at: EXAMPLE.asked },
  },
});
export type DuesPayment = z.output<typeof DuesPayment>;

export const NotePaymentInput = z.strictObject({
  units: units.schema.default(1).meta({ description: 'For how many months or cards' }),
  amount: amount.schema,
  method: paymentMethods.schema,
  received_on: duesDay.schema.optional().meta({ description: 'Today unless told' }),
}).meta({ id: 'NotePaymentInput', example: paid });
export type NotePaymentInput = z.output<typeof NotePaymentInput>;

export const VoidPaymentInput = z.strictObject({ reason: voidReason.schema })
  .meta({ id: 'VoidPaymentInput', example: { reason: 'It was for another family' } });
export type VoidPaymentInput = z.output<typeof VoidPaymentInput>;
