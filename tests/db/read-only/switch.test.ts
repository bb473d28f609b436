import postgres from 'postgres';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  allowWrites,
  readSwitch,
  StillWriting,
  stopWrites,
} from '../../../local/database/write-switch.ts';
import type { TestDatabase } from '../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';

let database: TestDatabase;
let owner: postgres.Sql;
/** Whoever writes: not the owner. */
let others: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  others = postgres(database.adminUrl, { max: 8, onnotice: () => {} });
});
beforeEach(async () => {
  await allowWrites(owner);
  await others`delete from gyms`;
});
afterAll(async () => {
  await Promise.all([owner.end(), others.end()]);
  await database.drop();
});

const write = (sql: postgres.ISql = others) =>
  sql`insert into gyms (name, timezone) values ('North', 'UTC')`;
/** A promise, and what keeps it. */
function signal() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => resolve = done);
  return { promise, resolve };
}

const count = async () =>
  (await owner<{ gyms: number }[]>`select count(*)::int as gyms from gyms`)[0]?.gyms;

describe('the switch', () => {
  it('waits for who has written, and refuses who waits behind it', async () => {
    const commit = signal();
    const written = signal();
    const early = others.begin(async (tx) => {
      await write(tx);
      written.resolve();
      await commit.promise;
      await write(tx);
    });
    await written.promise;
    const stopping = stopWrites(owner);
    let stopped = false;
    stopping.then(() => stopped = true, () => {});
    // Behind the switch while it waits, and let through again when it pauses.
    await Promise.all([write(), sleep(250).then(() => write())]);
    expect(stopped).toBe(false);
    commit.resolve();
    await early;
    await stopping;
    expect(await count()).toBe(4);
    await expect(write()).rejects.toMatchObject({ code: '25006', constraint_name: 'read_only' });
  });

  it('lets nothing be written after it returned, however many are at it', async () => {
    for (let round = 0; round < 5; round++) {
      let writing = true;
      let refused = 0;
      const crowd = Array.from({ length: 8 }, async () => {
        while (writing) await write().catch(() => void refused++);
      });
      await sleep(50);
      await stopWrites(owner);
      const before = await count();
      await sleep(50);
      writing = false;
      await Promise.all(crowd);
      expect(await count()).toBe(before);
      expect(refused).toBeGreaterThan(0);
      await allowWrites(owner);
      await write();
      expect(await count()).toBe((before ?? 0) + 1);
    }
  });

  it('gives up on a transaction that does not end, and says which', async () => {
    const end = signal();
    const long = others.begin(async (tx) => {
      await write(tx);
      await end.promise;
    });
    await sleep(100);
    const error = await stopWrites(owner, { waitMs: 600 }).catch((fault) => fault);
    expect(error).toBeInstanceOf(StillWriting);
    expect((error as StillWriting).writers).toHaveLength(1);
    expect(await readSwitch(owner)).toMatchObject({ read_only: false });
    await write();
    end.resolve();
    await long;
  });

  it('keeps the time at which it was turned first', async () => {
    await stopWrites(owner, { why: 'one' });
    const { since } = await readSwitch(owner);
    await stopWrites(owner, { why: 'two' });
    expect(await readSwitch(owner)).toEqual({ read_only: true, since, why: 'two' });
  });
});
