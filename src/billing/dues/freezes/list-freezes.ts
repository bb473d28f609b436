import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../../db/keyset.ts';
import { duesFreezes } from '../../../db/schema/billing/dues/freezes/dues-freezes.ts';
import type { DuesFreeze } from './contract.ts';

/** Lists when an account rests or rested, the last noted first; for all who see the account. */
export const listFreezes = (
  { db }: CallerContext,
  { account_id, page }: { account_id: string; page: PageRequest },
): Promise<Slice<DuesFreeze>> =>
  newestFirst(duesFreezes).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(duesFreezes).where(and(eq(duesFreezes.account_id, account_id), where))
        .orderBy(...orderBy).limit(limit),
  );
