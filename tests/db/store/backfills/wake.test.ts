import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { bulkDelivery } from '../../../../testkit/doubles/shopify/deliveries.ts';
import type { BulkRun } from '../../../../testkit/doubles/shopify/bulk/run.ts';
import { deliver, sender } from '../support/deliver.ts';
import { scenes } from '../support/shops.ts';

const place = useDoor();
const at = scenes(() => place.admin);

/** A reading of a shop's past, or of what it has tonight, which asks Shopify again in half a minute. */
async function waiting(shop_id: string, run: string, of: 'backfill' | 'reconciliation') {
  const id = randomUUID();
  const [table, kind] = of === 'backfill'
    ? ['backfills', 'run_backfill']
    : ['reconciliations', 'reconcile_shop'];
  await place.admin`insert into ${place.admin(table)} ${
    place.admin({ id, shop_id, ...of === 'backfill' ? { source: 'bulk' } : {} })
  }`;
  await place.admin`insert into private.line_sources ${
    place.admin({
      ...{ shop_id, kind: 'orders', operation_id: `gid://shopify/BulkOperation/${run}` },
      [`${of}_id`]: id,
    })
  }`;
  await place.admin`select private.enqueue_job(
    ${kind}, '{}', ${id}, job_run_at => now() + interval '30 seconds')`;
  return id;
}

const run = (id: string): BulkRun => ({
  ...{ id, query: '', status: 'COMPLETED', errorCode: null, polls: 1, lines: [], roots: 0 },
  ...{ createdAt: '2026-06-01T10:00:00Z', completedAt: '2026-06-01T10:01:00Z' },
});
const finished = (shop_id: string, id: string) =>
  deliver(place.door.asSystem('test'), shop_id, bulkDelivery(sender, run(id)));
const due = async (): Promise<string[]> =>
  (await place.admin`select dedupe_key from private.jobs where run_at <= now()`)
    .map((job) => job['dedupe_key']);

it('the end of a bulk operation wakes who waits for that one, and only them', async () => {
  const [shop, other] = [await at.shop(), await at.shop()];
  const backfill = await waiting(shop, '11', 'backfill');
  const reconciliation = await waiting(shop, '12', 'reconciliation');
  await waiting(other, '11', 'backfill');
  expect(await finished(shop, '11')).toEqual({ outcome: 'applied' });
  expect(await due()).toEqual([backfill]);
  expect(await finished(shop, '12')).toEqual({ outcome: 'applied' });
  expect((await due()).toSorted()).toEqual([backfill, reconciliation].toSorted());
  // Of another app, or of what is over.
  expect(await finished(shop, '13')).toEqual({ outcome: 'stale' });
});

it('one that is at work is neither waited for nor disturbed', async () => {
  const shop = await at.shop();
  const id = await waiting(shop, '21', 'backfill');
  let answered: unknown;
  await place.admin.begin(async (tx) => {
    await tx`update private.jobs set run_at = run_at where dedupe_key = ${id}`;
    answered = await finished(shop, '21');
  });
  expect(answered).toEqual({ outcome: 'stale' });
  expect(await due()).not.toContain(id);
});
