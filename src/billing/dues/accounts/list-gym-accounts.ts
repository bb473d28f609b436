import { and, eq, inArray } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../../db/keyset.ts';
import {
  duesAccounts,
  type duesStates,
} from '../../../db/schema/billing/dues/accounts/dues-accounts.ts';
import { duesCoverage } from '../../../db/schema/billing/dues/accounts/dues-coverage.ts';
import type { ValueOf } from '../../../db/declare/choice.ts';
import type { DuesAccount } from './contract.ts';

/** Lists the accounts of a gym, the latest first, or those in a state or that cover a member; for managers. */
export const listGymAccounts = (
  { db }: CallerContext,
  { gym_id, user_id, state, page }: {
    gym_id: string;
    user_id?: string | undefined;
    state?: ValueOf<typeof duesStates> | undefined;
    page: PageRequest;
  },
): Promise<Slice<DuesAccount>> =>
  newestFirst(duesAccounts).list(page, ({ where, orderBy, limit }) => {
    const covering = user_id && db.select({ id: duesCoverage.account_id }).from(duesCoverage)
      .where(and(eq(duesCoverage.user_id, user_id), eq(duesCoverage.gym_id, gym_id)));
    return db.select().from(duesAccounts).where(and(
      eq(duesAccounts.gym_id, gym_id),
      state && eq(duesAccounts.state, state),
      covering ? inArray(duesAccounts.id, covering) : undefined,
      where,
    )).orderBy(...orderBy).limit(limit);
  });
