import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCause, PoolSaturatedError } from '../../supabase/functions/_shared/db.ts';
import type { CallerDatabase } from '../../src/db/client.ts';
import { type NotesDatabase, notesDatabase } from './support/door.ts';

/** One caller's many long statements, and what others get meanwhile. */
describe('a pool', () => {
  let database: NotesDatabase;

  beforeAll(async () => {
    database = await notesDatabase();
  });
  afterAll(() => database.drop());

  const sleep = (db: Pick<CallerDatabase, 'execute'>, seconds: number) =>
    db.execute(sql`select pg_sleep(${seconds})`);
  const times = <T>(count: number, work: () => T) => Array.from({ length: count }, work);

  it.each(['a visitor', 'somebody'])(
    'has room for %s while one caller asks for more than all of it',
    async (who) => {
      const door = database.open({ poolSize: 3, acquireTimeoutMs: 400 });
      const eve = door.asCaller({ sub: 'eve' });
      const busy = times(8, () => sleep(eve, 1));
      const other = door.asCaller(who === 'somebody' ? { sub: 'ben' } : null);
      for (let i = 0; i < 20; i++) {
        expect([...await other.execute(sql`select 1 as one`)]).toEqual([{ one: 1 }]);
      }
      const outcomes = await Promise.allSettled(busy);
      const failed = outcomes.filter(({ status }) => status === 'rejected');
      expect(failed).toHaveLength(6);
      for (const outcome of failed) {
        expect(findCause((outcome as PromiseRejectedResult).reason, PoolSaturatedError))
          .toBeDefined();
      }
    },
  );

  it('is had by those who wait in turns, whoever asked most', async () => {
    const door = database.open({ poolSize: 2, acquireTimeoutMs: 30_000 });
    const order: string[] = [];
    const ask = async (sub: string) => {
      await sleep(door.asCaller({ sub }), 0.05);
      order.push(sub);
    };
    const asked = [
      ...times(6, () => ask('eve')),
      ask('ben'),
      ask('ana'),
      ask('zoe'),
    ];
    await Promise.all(asked);
    for (const other of ['ben', 'ana', 'zoe']) expect(order.indexOf(other)).toBeLessThan(6);
    expect(order.slice(-3)).toEqual(['eve', 'eve', 'eve']);
  });

  it('lets one caller fill half of the line only', async () => {
    const door = database.open({ poolSize: 1, maxQueue: 4, acquireTimeoutMs: 30_000 });
    const eve = door.asCaller({ sub: 'eve' });
    const asked = [...times(5, () => sleep(eve, 0.1)), sleep(door.asCaller(null), 0.1)];
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
  });

  it('is the system’s altogether', async () => {
    const door = database.open({ poolSize: 2, acquireTimeoutMs: 200 });
    const system = door.asSystem('a test');
    await Promise.all(times(2, () => sleep(system, 0.5)));
  });
});
