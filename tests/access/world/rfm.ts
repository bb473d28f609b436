import type postgres from 'postgres';
import { idOf } from './ids.ts';
import { shops } from './store.ts';

/** A run of each shop. */
export const rfmRuns = shops;

export async function populateRfm(tx: postgres.TransactionSql, past: string): Promise<void> {
  for (const shop of shops) {
    await tx`insert into rfm_runs ${
      tx({
        ...{ id: idOf(`rfm_runs.${shop}`), shop_id: idOf(`shops.${shop}`), as_of: '2020-01-02' },
        ...{ currency: 'BRL', segment_order: 'listed', truncated: false, segments: tx.json([]) },
        ...{ recency: [], frequency: [], monetary: [], customers: 0, changed: 0, moved: 0 },
        ...{ other_currency: 0, no_counted_order: 0, created_at: past },
      })
    }`;
  }
}
