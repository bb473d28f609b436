import type postgres from 'postgres';
import { idOf } from '../ids.ts';
import { customers, shopOf, shops } from '../store/store.ts';

/** Each shop's automation has a dry run, named like it; that of north is under way. */
export const dryRuns = shops;

/** Every customer is in the one of their shop, and refused there. */
export const dryRunCustomers = customers;

export async function populateDryRuns(tx: postgres.TransactionSql, past: string): Promise<void> {
  for (const shop of dryRuns) {
    await tx`insert into dry_runs ${
      tx({
        ...{ id: idOf(`dry_runs.${shop}`), shop_id: idOf(`shops.${shop}`), of: 'draft' },
        ...{ automation_id: idOf(`automations.${shop}`), created_at: past, updated_at: past },
      })
    }`;
    if (shop !== 'north') {
      await tx`update dry_runs set state = 'done' where id = ${idOf(`dry_runs.${shop}`)}`;
    }
  }
  for (const customer of dryRunCustomers) {
    await tx`insert into dry_run_customers ${
      tx({
        dry_run_id: idOf(`dry_runs.${shopOf(customer)}`),
        shop_id: idOf(`shops.${shopOf(customer)}`),
        ...{ customer_id: idOf(`customers.${customer}`), outcome: 'refused', reason: 'minor' },
      })
    }`;
  }
}
