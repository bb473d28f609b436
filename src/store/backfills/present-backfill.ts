import type { backfills } from '../../db/schema/store/backfills/backfills.ts';
import { bulkFailureMessage } from '../bulk/failure.ts';
import type { Backfill } from './contract.ts';

type BackfillRow = typeof backfills.$inferSelect;

/** Shows a row as the API does. */
export const presentBackfill = (row: BackfillRow): Backfill => ({
  ...row,
  percent: percentOf(row),
  error_message: bulkFailureMessage(row.error),
});

/** Of the bytes of a file, whose lines nobody has counted; of the lines where Shopify counts them. */
function percentOf(
  { state, bytes_done, bytes_total, lines_done, lines_total }: BackfillRow,
): number {
  if (state === 'succeeded') return 100;
  const [done, total] = bytes_total === null
    ? [lines_done, lines_total ?? 0]
    : [bytes_done, bytes_total];
  return total === 0 ? 0 : Math.min(99, Math.floor(done / total * 100));
}
