import { and, eq, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { suppressions } from '../../db/schema/mailings/suppressions/suppressions.ts';
import type { Suppression } from './contract.ts';

/** Lists who gets no mailings of a shop, the latest first, all or those with a part of an address; for managers. */
export const listSuppressions = (
  { db }: CallerContext,
  { shop_id, address, page }: { shop_id: string; address?: string | undefined; page: PageRequest },
): Promise<Slice<Suppression>> =>
  newestFirst(suppressions).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(suppressions)
        .where(and(
          eq(suppressions.shop_id, shop_id),
          address === undefined
            ? undefined
            : sql`strpos(${suppressions.address}, lower(${address})) > 0`,
          where,
        ))
        .orderBy(...orderBy).limit(limit),
  );
