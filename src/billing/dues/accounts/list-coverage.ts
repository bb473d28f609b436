import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../../db/keyset.ts';
import { duesCoverage } from '../../../db/schema/billing/dues/accounts/dues-coverage.ts';
import type { DuesCoverage } from './contract.ts';

/** Lists whom an account covers or covered, the latest first; of others than oneself for who pays. */
export const listCoverage = (
  { db }: CallerContext,
  { account_id, page }: { account_id: string; page: PageRequest },
): Promise<Slice<DuesCoverage>> =>
  newestFirst(duesCoverage).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(duesCoverage).where(and(eq(duesCoverage.account_id, account_id), where))
        .orderBy(...orderBy).limit(limit),
  );
