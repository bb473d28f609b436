import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runStep } from '../../../../local/database/online/run-step.ts';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';
import { seed, stepOf } from './seed.ts';

let database: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  sql = postgres(database.url, { max: 2, onnotice: () => {} });
  await seed(sql, 3_000);
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

it('a payment that was written before its visit had a uuid, and committed late, gets one', async () => {
  await runStep(database.url, await stepOf('1-add'));
  const filling = await stepOf('2-backfill');
  // What is built before waits for whoever is writing then.
  const first = filling.findIndex(({ again }) => again);
  await runStep(database.url, filling.slice(0, first));
  const told = new AbortController();
  let late: Promise<unknown> = Promise.resolve();
  await new Promise<void>((begin, fail) => {
    late = sql.begin(async (tx) => {
      await tx`insert into payments (code, visit_id) select 'late', max(id) from visits`;
      expect(await tx`select visit_uuid from payments where code = 'late'`)
        .toEqual([{ visit_uuid: null }]);
      begin();
      await once(told.signal, 'abort');
    }).catch(fail);
  });
  let isFilled = false;
  const filled = runStep(database.url, filling.slice(first)).then(() => isFilled = true);
  const left = async () => (await sql`select from visits where uuid is null`).length;
  while (await left() > 0) await sleep(50);
  await sleep(500);
  expect(isFilled).toBe(false);
  told.abort();
  await late;
  await filled;
  await runStep(database.url, await stepOf('3-switch'));
  expect(
    await sql`select v.id = p.visit_id as same from payments p
    join visits v on v.uuid = p.visit_uuid where p.code = 'late'`,
  ).toEqual([{ same: true }]);
});
