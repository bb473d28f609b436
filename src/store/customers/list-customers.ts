import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { customerStats } from '../../db/schema/store/customers/customer-stats.ts';
import { customers } from '../../db/schema/store/customers/customers.ts';
import type { Customer, CustomersQuery } from './contract.ts';
import { selectCustomers, standing } from './select-customers.ts';

/** Lists the customers of a shop, the newest first: for managers of its gym, and none to others. */
export const listCustomers = (
  { db }: CallerContext,
  { shop_id, segment, matched, q, page }:
    & Pick<CustomersQuery, 'segment' | 'matched' | 'q'>
    & { shop_id: string; page: PageRequest },
): Promise<Slice<Customer>> =>
  newestFirst(customers).list(page, ({ where, orderBy, limit }) =>
    selectCustomers(db).where(and(
      eq(customers.shop_id, shop_id),
      standing,
      segment === undefined ? undefined : eq(customerStats.segment, segment),
      matched === undefined ? undefined : (matched ? isNotNull : isNull)(customers.user_id),
      q === undefined ? undefined : beginsWith(q),
      where,
    )).orderBy(...orderBy).limit(limit));

const beginsWith = (words: string) => {
  const begins = (column: PgColumn) => sql`starts_with(lower(${column}), lower(${words}))`;
  return or(
    begins(customers.email),
    begins(customers.first_name),
    begins(customers.last_name),
  );
};
