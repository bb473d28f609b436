import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { keyset, type PageRequest, type Slice } from '../../db/keyset.ts';
import { backfillRejects } from '../../db/schema/store/backfills/backfill-rejects.ts';
import type { BackfillReject } from './contract.ts';
import { readBackfill } from './read-backfill.ts';

/**
 * Lists the lines of a backfill that could not be read, in their order: the first thousand, for two
 * weeks. For managers of the shop's gym.
 * @throws `backfill_not_found`
 */
export async function listRejects(
  ctx: CallerContext,
  { backfill_id, page }: { backfill_id: string; page: PageRequest },
): Promise<Slice<BackfillReject>> {
  const { shop_id } = await readBackfill(ctx, { backfill_id });
  return await keyset('asc', backfillRejects.kind, backfillRejects.line_number).list(
    page,
    ({ where, orderBy, limit }) =>
      ctx.db.select().from(backfillRejects)
        .where(and(
          eq(backfillRejects.backfill_id, backfill_id),
          eq(backfillRejects.shop_id, shop_id),
          where,
        ))
        .orderBy(...orderBy).limit(limit),
  );
}
