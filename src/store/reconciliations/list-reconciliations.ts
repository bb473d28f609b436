import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { reconciliations } from '../../db/schema/store/reconciliations/reconciliations.ts';
import { bulkFailureMessage } from '../bulk/failure.ts';
import type { Reconciliation } from './contract.ts';

/** Lists the reconciliations of a shop, newest first; for managers of its gym. */
export async function listReconciliations(
  { db }: CallerContext,
  { shop_id, page }: { shop_id: string; page: PageRequest },
): Promise<Slice<Reconciliation>> {
  const { items, next } = await newestFirst(reconciliations).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(reconciliations).where(and(eq(reconciliations.shop_id, shop_id), where))
        .orderBy(...orderBy).limit(limit),
  );
  return {
    items: items.map((row) => ({ ...row, error_message: bulkFailureMessage(row.error) })),
    next,
  };
}
