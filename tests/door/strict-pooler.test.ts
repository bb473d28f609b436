import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase } from '../../testkit/database/postgres.ts';
import { openDoors } from '../../testkit/door/doors.ts';
import { createNotes, schema } from '../../testkit/door/notes.ts';
import { startStrictPooler, type StrictPooler } from './support/strict-pooler.ts';
import { enrol, hammer } from './support/workload.ts';

describe('a pooler that hands the backend on at the first ReadyForQuery', () => {
  const cleanups: (() => Promise<unknown>)[] = [];
  let pooler: StrictPooler;
  let systemUrl: string;

  beforeAll(async () => {
    const database = await createTestDatabase();
    cleanups.unshift(database.drop);
    await createNotes(database.url);
    pooler = await startStrictPooler({ target: database.edgeUrl, backends: 3 });
    cleanups.unshift(pooler.stop);
    systemUrl = database.systemUrl;
  });
  afterAll(async () => {
    for (const cleanup of cleanups) await cleanup();
  });

  it('swaps the rows of a driver that pipelines, so this double bites', async () => {
    const drivers = Array.from(
      { length: 6 },
      () => postgres(pooler.url, { max: 1, prepare: false, fetch_types: false }),
    );
    await Promise.all(drivers.map((driver) => driver`select`));
    let wrong = 0;
    for (const [index, driver] of drivers.entries()) {
      for (let turn = 0; turn < 20; turn++) {
        const question = `${index}/${turn}`;
        driver.unsafe(`select '${question}' as answer`).then(
          ([row]) => void (wrong += row?.answer === question ? 0 : 1),
          // Cut off by the end of the test: it was waiting for ever.
          () => {},
        );
      }
    }
    await vi.waitFor(() => expect(wrong).toBeGreaterThan(0), 10_000);
    await Promise.all(drivers.map((driver) => driver.end({ timeout: 0 })));
  });

  it('neither hangs the door nor swaps its rows', { timeout: 60_000 }, async () => {
    const door = openDoors({ edgeUrl: pooler.url, systemUrl }, {
      poolSize: 6,
      maxQueue: 50,
      acquireTimeoutMs: 30_000,
      schema,
    });
    const tally = await hammer(door, await enrol(door, 20), 150);
    await door.end();
    expect(tally.foreign).toEqual([]);
    expect(Object.fromEntries(tally.errors)).toEqual({});
    expect(tally.kept).toBe(tally.turns);
  });
});
