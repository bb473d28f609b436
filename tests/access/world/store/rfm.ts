import type postgres from 'postgres';
import { idOf } from '../ids.ts';
import { segmentChanges as first, shops } from './store.ts';

/** A run of each shop. */
export const rfmRuns = shops;

/** One shop's is of a later day than those of the others. */
const asOf = (shop: string) => shop === 'south' ? '2020-02-01' : '2020-01-02';

/** What the world of the store has, and one who has no segment any more. */
export const segmentChanges = [...first, 'ofChildLater'];

export async function populateRfm(tx: postgres.TransactionSql, past: string): Promise<void> {
  for (const shop of shops) {
    await tx`insert into rfm_runs ${
      tx({
        ...{ id: idOf(`rfm_runs.${shop}`), shop_id: idOf(`shops.${shop}`), as_of: asOf(shop) },
        ...{ currency: 'BRL', segment_order: 'listed', truncated: false, segments: tx.json([]) },
        ...{ recency: [], frequency: [], monetary: [], customers: 0, changed: 0, moved: 0 },
        ...{
          other_currency: 0,
          no_counted_order: 0,
          orders_in_other_currency: 0,
          created_at: past,
        },
      })
    }`;
  }
  await tx`insert into segment_changes ${
    tx({
      ...{ id: idOf('segment_changes.ofChildLater'), shop_id: idOf('shops.north') },
      ...{ customer_id: idOf('customers.isChild'), as_of: '2020-01-03', created_at: past },
      ...{ from: 'potential_loyalist', to: null, rfm: null },
    })
  }`;
}
