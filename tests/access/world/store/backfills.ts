import type postgres from 'postgres';
import { idOf } from '../ids.ts';
import { shopifyIdOf, shops } from './store.ts';

/** Each shop has one backfill and one reconciliation, named like it; those of north are under way. */
export const ofShops = shops;

export async function populateBackfills(tx: postgres.TransactionSql, past: string): Promise<void> {
  const times = { created_at: past, updated_at: past };
  for (const shop of ofShops) {
    const shop_id = idOf(`shops.${shop}`);
    const backfill_id = idOf(`backfills.${shop}`);
    const reconciliation_id = idOf(`reconciliations.${shop}`);
    await tx`insert into backfills ${tx({ id: backfill_id, shop_id, source: 'bulk', ...times })}`;
    await tx`insert into reconciliations ${tx({ id: reconciliation_id, shop_id, ...times })}`;
    if (shop !== 'north') {
      for (const table of ['backfills', 'reconciliations']) {
        await tx`update ${tx(table)} set state = 'cancelled', ended_at = ${past}
          where shop_id = ${shop_id}`;
      }
    }
    await tx`insert into backfill_rejects ${
      tx({ backfill_id, shop_id, kind: 'orders', line_number: 1, reason: 'is not JSON', line: '{' })
    }`;
    await tx`insert into private.line_sources ${
      tx([
        { id: idOf(`line_sources.${shop}`), shop_id, kind: 'orders', backfill_id, ...times },
      ])
    }`;
    await tx`insert into order_differences ${
      tx({
        reconciliation_id,
        shop_id,
        shopify_id: shopifyIdOf('ofNobody'),
        kind: 'missing',
        theirs: tx.json({}),
      })
    }`;
    await tx`insert into private.orders_seen ${
      tx({ reconciliation_id, shop_id, shopify_id: shopifyIdOf('ofNobody') })
    }`;
  }
}
