import type { CallerContext } from '../../db/context.ts';
import type { OverviewQuery } from './contract.ts';
import { readOverview } from './read-overview.ts';
import { writeOverviewCsv } from './write-overview-csv.ts';

/**
 * Reads the same as `readOverview`, as CSV for a spreadsheet.
 * @throws `not_a_manager` (forbidden)
 */
export const exportOverview = async (
  ctx: CallerContext,
  asked: OverviewQuery & { gym_id: string },
): Promise<string> => writeOverviewCsv(await readOverview(ctx, asked));
