import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rateLimits } from '../../../src/db/schema/index.ts';
import {
  durableBuckets,
  type Verdict,
} from '../../../supabase/functions/_shared/limits/rate-limit.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';
import { type Doors, openDoors } from '../../../testkit/door/doors.ts';

describe('durableBuckets', () => {
  let doors: Doors[];
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const database = await createTestDatabase();
    drop = database.drop;
    doors = [openDoors(database), openDoors(database)];
  });
  afterAll(async () => {
    await Promise.all(doors.map((door) => door.end()));
    await drop();
  });

  it('lets exactly the burst through, over two isolates at once', async () => {
    const limit = { name: 'write', burst: 10, periodMs: 3_600_000 };
    const takesOf = (sub: string) => doors.map((door) => durableBuckets(door.asCaller({ sub })));
    const takes = takesOf('ana');
    const verdicts = await Promise.all(
      Array.from({ length: 40 }, (_, i) => takes[i % 2]!(limit)),
    );
    const allowed = verdicts.filter((verdict) => verdict.allowed);
    expect(allowed.map(({ remaining }) => remaining).sort((a, b) => b - a)).toEqual(
      [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    );
    const denied = verdicts.find((verdict) => !verdict.allowed)!;
    expect(denied.remaining).toBe(0);
    expect(denied.retryAfterMs).toBeGreaterThan(300_000);
    expect(denied.retryAfterMs).toBeLessThanOrEqual(360_000);
    expect(await takesOf('ben')[0]!(limit)).toMatchObject({ allowed: true, remaining: 9 });
  });

  it('judges whoever waited for the row by the time at which they got it', async () => {
    const limit = { name: 'write', burst: 2, periodMs: 3_600_000 };
    const system = doors[0]!.asSystem('test');
    const [first, second] = doors.map((door) => door.asCaller({ sub: 'caio', iss: 'us' }));
    const bucket = '["write", "us", "caio"]';
    await system.insert(rateLimits).values({ bucket, arrival_at: new Date(0) });

    let waiting: Verdict | Promise<Verdict> | undefined;
    await first!.transaction(async (tx) => {
      const [{ pid } = { pid: 0 }] = await tx.execute<{ pid: number }>(
        sql`select pg_backend_pid() as pid`,
      );
      expect(await durableBuckets(tx)(limit)).toMatchObject({ allowed: true, remaining: 1 });
      waiting = durableBuckets(second!)(limit);
      await expect.poll(() =>
        system.execute(
          sql`select from pg_locks where not granted and ${pid}::int = any(pg_blocking_pids(pid))`,
        )
      ).toHaveLength(1);
    });
    expect(await waiting).toMatchObject({ allowed: true, remaining: 0 });
  });
});
