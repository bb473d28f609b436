import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../../db/keyset.ts';
import { duesPayments } from '../../../db/schema/billing/dues/payments/dues-payments.ts';
import type { DuesPayment } from './contract.ts';

/** Lists what was paid on an account, the latest first, voided ones too; for who pays, and managers. */
export const listPayments = (
  { db }: CallerContext,
  { account_id, page }: { account_id: string; page: PageRequest },
): Promise<Slice<DuesPayment>> =>
  newestFirst(duesPayments).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(duesPayments).where(and(eq(duesPayments.account_id, account_id), where))
        .orderBy(...orderBy).limit(limit),
  );
