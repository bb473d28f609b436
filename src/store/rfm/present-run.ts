import type { rfmRuns } from '../../db/schema/store/rfm/rfm-runs.ts';
import { type RfmRun, SegmentTotal } from './contract.ts';

/** Shows a run as the contract has it. One that was only computed has no id. */
export function presentRun(row: typeof rfmRuns.$inferSelect): RfmRun {
  const { recency, frequency, monetary } = row;
  const { other_currency, no_counted_order, orders_in_other_currency } = row;
  return {
    shop_id: row.shop_id,
    as_of: row.as_of,
    currency: row.currency,
    segment_order: row.segment_order,
    truncated: row.truncated,
    boundaries: { recency, frequency, monetary },
    customers: row.customers,
    segments: SegmentTotal.array().parse(row.segments),
    left_out: { other_currency, no_counted_order, orders_in_other_currency },
    kept: Boolean(row.id),
    changed: row.changed,
    moved: row.moved,
    scored_at: row.created_at,
  };
}
