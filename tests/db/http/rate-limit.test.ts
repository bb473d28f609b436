import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/client.ts';
import { rateLimits } from '../../../src/db/schema/index.ts';
import { type Door, openDoor } from '../../../supabase/functions/_shared/db.ts';
import {
  durableBuckets,
  type Verdict,
} from '../../../supabase/functions/_shared/limits/rate-limit.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';

describe('durableBuckets', () => {
  let doors: Door[];
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const database = await createTestDatabase();
    drop = database.drop;
    doors = [openDoor({ url: database.edgeUrl }), openDoor({ url: database.edgeUrl })];
  });
  afterAll(async () => {
    await Promise.all(doors.map((door) => door.end()));
    await drop();
  });

  it('lets exactly the burst through, over two isolates at once', async () => {
    const limit = { name: 'write', burst: 10, periodMs: 3_600_000 };
    const takes = doors.map((door) => durableBuckets(() => door.asSystem('test')));
    const verdicts = await Promise.all(
      Array.from({ length: 40 }, (_, i) => takes[i % 2]!('write:ana', limit)),
    );
    const allowed = verdicts.filter((verdict) => verdict.allowed);
    expect(allowed.map(({ remaining }) => remaining).sort((a, b) => b - a)).toEqual(
      [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    );
    const denied = verdicts.find((verdict) => !verdict.allowed)!;
    expect(denied.remaining).toBe(0);
    expect(denied.retryAfterMs).toBeGreaterThan(300_000);
    expect(denied.retryAfterMs).toBeLessThanOrEqual(360_000);
    expect(await takes[0]!('write:ben', limit)).toMatchObject({ allowed: true, remaining: 9 });
  });

  it('judges whoever waited for the row by the time at which they got it', async () => {
    const limit = { name: 'write', burst: 2, periodMs: 3_600_000 };
    const [first, second] = doors.map((door) => door.asSystem('test')) as [Database, Database];
    await first.insert(rateLimits).values({ bucket: 'write:caio', arrival_at: new Date(0) });

    let waiting: Verdict | Promise<Verdict> | undefined;
    await first.transaction(async (tx) => {
      const [{ pid } = { pid: 0 }] = await tx.execute<{ pid: number }>(
        sql`select pg_backend_pid() as pid from private.rate_limits
          where bucket = 'write:caio' for update`,
      );
      waiting = durableBuckets(() => second)('write:caio', limit);
      await expect.poll(() =>
        first.execute(
          sql`select from pg_locks where not granted and ${pid}::int = any(pg_blocking_pids(pid))`,
        )
      ).toHaveLength(1);
      expect(await durableBuckets(() => tx)('write:caio', limit)).toMatchObject({ allowed: true });
    });
    expect(await waiting).toMatchObject({ allowed: true, remaining: 0 });
  });
});
