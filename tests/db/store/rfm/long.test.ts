import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { runJobs } from '../../../../src/jobs/engine/run-jobs.ts';
import { registeredJobs } from '../../../../supabase/functions/jobs/registered-jobs.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { unreachable } from '../../notifications/support/unreachable.ts';
import { memoryStore } from '../../../../testkit/files/memory-store.ts';
import { rfmShops } from '../support/rfm-shop.ts';

const place = useDoor({ statementTimeoutMs: 300 });
const at = rfmShops(() => place.admin);

it('scoring by the queue may take longer than what else it does', async () => {
  const db = place.door.asSystem('test');
  const patient = place.door.asSystem('test', { patient: true });
  const jobs = registeredJobs({
    ...{ db, patient, sending: unreachable, extract: () => Promise.resolve('lost') },
    ...{ files: memoryStore('documents'), materials: memoryStore('materials') },
  }).filter(({ kind }) => kind === 'score_shop');
  const shop_id = await at.shop();
  await place.admin`select private.enqueue_job('score_shop', ${
    place.admin.json({ shop_id })
  }, ${shop_id})`;
  // Whoever writes a batch of a backfill keeps it waiting.
  const held = place.admin.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('store'), hashtext(${shop_id}))`;
    await sleep(900);
  });
  expect(await runJobs({ db, jobs }, { budgetMs: 10_000 })).toMatchObject({ succeeded: 1 });
  await held;
  const runs = await place.admin`select customers from rfm_runs where shop_id = ${shop_id}`;
  expect(runs).toEqual([{ customers: 0 }]);
});
