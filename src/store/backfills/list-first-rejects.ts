import { asc, eq } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { backfillRejects } from '../../db/schema/store/backfills/backfill-rejects.ts';

/** Lists the first lines of a backfill that could not be read. */
export const listFirstRejects = (
  db: SystemDatabase,
  backfillId: string,
  limit: number,
): Promise<{ line_number: number; reason: string; line: string }[]> =>
  db.select({
    line_number: backfillRejects.line_number,
    reason: backfillRejects.reason,
    line: backfillRejects.line,
  }).from(backfillRejects).where(eq(backfillRejects.backfill_id, backfillId))
    .orderBy(asc(backfillRejects.kind), asc(backfillRejects.line_number)).limit(limit);
