import type postgres from 'postgres';
import { idOf } from '../ids.ts';
import { shops } from '../store/store.ts';

/** The shops that have customers. */
export const entered = shops.filter((shop) => shop !== 'gone');

/** Of each shop a version that was published, an event that waits, an entry and a tag. */
export async function populateEntries(tx: postgres.TransactionSql, past: string): Promise<void> {
  for (const shop of entered) {
    const shop_id = idOf(`shops.${shop}`);
    const automation_id = idOf(`automations.${shop}`);
    const version_id = idOf(`automation_versions.${shop}`);
    const [customer] = await tx<{ id: string }[]>`
      select id from customers where shop_id = ${shop_id} order by id limit 1`;
    const customer_id = customer!.id;
    await tx`insert into automation_versions ${
      tx({
        ...{ id: version_id, shop_id, automation_id, number: 1, trigger: 'first_purchase' },
        ...{ nodes: tx.json([{ kind: 'tag', tag: 'new', next: null }]), created_at: past },
      })
    }`;
    await tx`insert into private.automation_events ${
      tx({
        ...{ id: idOf(`automation_events.${shop}`), shop_id, customer_id, key: 'first_purchase' },
        ...{ trigger: 'first_purchase', happened_at: past, created_at: past },
      })
    }`;
    await tx`insert into private.automation_entries ${
      tx({
        ...{ id: idOf(`automation_entries.${shop}`), shop_id, automation_id, version_id },
        ...{ customer_id, key: 'first_purchase', due_at: past, created_at: past, updated_at: past },
      })
    }`;
    await tx`insert into customer_tags ${
      tx({ shop_id, customer_id, tag: shop, automation_id, created_at: past })
    }`;
  }
}
