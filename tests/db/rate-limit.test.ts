import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Door, openDoor } from '../../supabase/functions/_shared/db.ts';
import { durableBuckets } from '../../supabase/functions/_shared/rate-limit.ts';
import { createTestDatabase } from '../support/postgres.ts';

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
});
