import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { keyset, type PageRequest, type Slice } from '../../../db/keyset.ts';
import { duesAccounts } from '../../../db/schema/billing/dues/accounts/dues-accounts.ts';
import type { OverdueAccount } from './contract.ts';

const longest = keyset('asc', duesAccounts.overdue_since, duesAccounts.id);

/** Lists the accounts of a gym that owe dues, with who pays, those first that owe the longest; for managers. */
export const listOverdue = (
  { db }: CallerContext,
  { gym_id, page }: { gym_id: string; page: PageRequest },
): Promise<Slice<OverdueAccount>> =>
  longest.list(page, ({ where, orderBy, limit }) =>
    db.select({
      ...getTableColumns(duesAccounts),
      payer_first_name: sql<string | null>`payer.first_name`,
      payer_last_name: sql<string | null>`payer.last_name`,
    }).from(duesAccounts)
      .leftJoin(sql`private.people_names(array[${duesAccounts.payer_id}]) payer`, sql`true`)
      .where(and(eq(duesAccounts.gym_id, gym_id), eq(duesAccounts.state, 'overdue'), where))
      .orderBy(...orderBy).limit(limit));
