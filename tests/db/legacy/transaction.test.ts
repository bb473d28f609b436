import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTransaction } from '../../../src/legacy/engine/transaction.ts';
import type { TestDatabase } from '../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';

let database: TestDatabase;
let admin: postgres.Sql;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  admin = postgres(database.url, { max: 1 });
  await admin`create table kept (n integer)`;
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

async function connected<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  return await work(sql).finally(() => sql.end({ timeout: 1 }));
}
const cut = async (tx: postgres.TransactionSql) => {
  const [{ pid }] = await tx<[{ pid: number }]>`select pg_backend_pid() as pid`;
  await admin`select pg_terminate_backend(${pid})`;
};

it('is kept when its work is done, and rolled back when that fails', async () => {
  await connected(async (sql) => {
    expect(await inTransaction(sql, async (tx) => (await tx`insert into kept values (1)`).count))
      .toBe(1);
    await expect(inTransaction(sql, async (tx) => {
      await tx`insert into kept values (2)`;
      throw new Error('no');
    })).rejects.toThrow('no');
  });
  expect(await admin`select n from kept`).toEqual([{ n: 1 }]);
});

it('begins as it is told', async () => {
  const level = await connected((sql) =>
    inTransaction(sql, async (tx) => {
      const [row] = await tx<[{ transaction_isolation: string }]>`show transaction_isolation`;
      return row.transaction_isolation;
    }, 'isolation level repeatable read read only')
  );
  expect(level).toBe('repeatable read');
});

it('ends with an error when its connection goes while it asks', async () => {
  await expect(connected((sql) =>
    inTransaction(sql, async (tx) => {
      const asked = tx`select pg_sleep(10)`;
      void sleep(100).then(() =>
        admin`select pg_terminate_backend(pid) from pg_stat_activity
          where query = 'select pg_sleep(10)' and datname = current_database()`
      );
      await asked;
    })
  )).rejects.toThrow();
});

it('asks nothing of a connection that went while nobody asked', async () => {
  const steps: string[] = [];
  await expect(connected((sql) =>
    inTransaction(sql, async (tx) => {
      await cut(tx);
      await sleep(200);
      steps.push('elsewhere');
      await tx`select 1`;
      steps.push('never');
    })
  )).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
  expect(steps).toEqual(['elsewhere']);
});
