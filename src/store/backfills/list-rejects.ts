import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { keyset, type PageRequest, type Slice } from '../../db/keyset.ts';
import { backfillRejects } from '../../db/schema/store/backfills/backfill-rejects.ts';
import type { BackfillReject } from './contract.ts';

/**
 * Lists the lines of a backfill that could not be read, in their order: the first thousand, for two
 * weeks. For managers of the shop's gym, and none to others.
 */
export const listRejects = (
  { db }: CallerContext,
  { backfill_id, page }: { backfill_id: string; page: PageRequest },
): Promise<Slice<BackfillReject>> =>
  keyset('asc', backfillRejects.kind, backfillRejects.line_number).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(backfillRejects)
        .where(and(eq(backfillRejects.backfill_id, backfill_id), where))
        .orderBy(...orderBy).limit(limit),
  );
