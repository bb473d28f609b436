import { and, eq, inArray, or } from 'drizzle-orm';
import type { ForPerson } from '../../../contract/for-person.ts';
import type { CallerContext } from '../../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../../db/keyset.ts';
import { duesAccounts } from '../../../db/schema/billing/dues/accounts/dues-accounts.ts';
import { duesCoverage } from '../../../db/schema/billing/dues/accounts/dues-coverage.ts';
import type { DuesAccount } from './contract.ts';

/** Lists the accounts that the caller, or a child of theirs, pays for or is covered by, the latest first. */
export const listMyAccounts = (
  { db, caller }: CallerContext,
  { user_id = caller.userId, page }: ForPerson & { page: PageRequest },
): Promise<Slice<DuesAccount>> =>
  newestFirst(duesAccounts).list(page, ({ where, orderBy, limit }) => {
    const covering = db.select({ id: duesCoverage.account_id }).from(duesCoverage)
      .where(eq(duesCoverage.user_id, user_id));
    return db.select().from(duesAccounts).where(and(
      or(eq(duesAccounts.payer_id, user_id), inArray(duesAccounts.id, covering)),
      where,
    )).orderBy(...orderBy).limit(limit);
  });
