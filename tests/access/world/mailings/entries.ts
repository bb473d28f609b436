import type postgres from 'postgres';
import { idOf } from '../ids.ts';

/** Of each shop that has customers one of them. */
export const mailed: Record<string, string> = {
  ...{ north: 'isFellow', south: 'isStudentAtSouth', left: 'isFormer', taken: 'isTaken' },
};
export const entered = Object.keys(mailed);

/** Of each shop a version that was published, an event that waits, an entry and a tag. */
export async function populateEntries(tx: postgres.TransactionSql, past: string): Promise<void> {
  for (const shop of entered) {
    const shop_id = idOf(`shops.${shop}`);
    const automation_id = idOf(`automations.${shop}`);
    const version_id = idOf(`automation_versions.${shop}`);
    const customer_id = idOf(`customers.${mailed[shop]}`);
    const template_version_id = idOf(`message_template_versions.${shop}`);
    await tx`insert into automation_versions ${
      tx({
        ...{ id: version_id, shop_id, automation_id, number: 1, trigger: 'first_purchase' },
        nodes: tx.json([{ kind: 'email', template_version_id, next: null }]),
        created_at: past,
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
