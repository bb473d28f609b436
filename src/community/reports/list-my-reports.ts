import { and, eq } from 'drizzle-orm';
import { columnsOf } from '../../db/columns-of.ts';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { postReports } from '../../db/schema/community/reports/post-reports.ts';
import { Report } from './contract.ts';

/** Lists what the caller reported, newest first, and what came of it. */
export const listMyReports = (
  { db, caller }: CallerContext,
  { page }: { page: PageRequest },
): Promise<Slice<Report>> =>
  newestFirst(postReports).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select(columnsOf(Report, postReports)).from(postReports)
        .where(and(eq(postReports.reporter_id, caller.userId), where))
        .orderBy(...orderBy).limit(limit),
  );
