import type postgres from 'postgres';
import { idOf } from '../ids.ts';
import { shops } from '../store/store.ts';

/** Each shop has an automation, named like it; only north's is on, and only that of taken is out of use. */
export const automations = shops;

export async function populateAutomations(
  tx: postgres.TransactionSql,
  past: string,
): Promise<void> {
  for (const shop of automations) {
    await tx`insert into automations ${
      tx({
        ...{ id: idOf(`automations.${shop}`), shop_id: idOf(`shops.${shop}`), name: shop },
        ...{ trigger: 'first_purchase', action: 'tag', tag: 'new' },
        ...shop === 'north' && { enabled: true, enabled_at: past, published_version: 1 },
        // Published, and off.
        ...shop === 'south' && { published_version: 1 },
        ...{ archived_at: shop === 'taken' ? past : null, created_at: past, updated_at: past },
      })
    }`;
  }
}
