import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newestFirst, type Position } from '../../../src/db/keyset.ts';
import { gyms } from '../../../src/db/schema/academy/gyms.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';
import { type Doors, openDoors } from '../../../testkit/door/doors.ts';

describe('newestFirst', () => {
  let door: Doors;
  const cleanups: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const database = await createTestDatabase();
    const admin = postgres(database.adminUrl, { max: 1 });
    // Several share an instant, so that the id has to break the tie.
    await admin`insert into gyms (name, created_at)
      select 'gym ' || i, '2026-01-01T00:00:00.123Z'::timestamptz + (i / 4) * interval '1 ms'
      from generate_series(1, 23) i`;
    await admin.end();
    door = openDoors(database);
    cleanups.push(() => door.end(), database.drop);
  });
  afterAll(async () => {
    for (const cleanup of cleanups) await cleanup();
  });

  const page = (limit: number, after: Position | undefined) =>
    newestFirst(gyms).list(
      { limit, after },
      (tail) =>
        door.asSystem('test').select().from(gyms).where(tail.where)
          .orderBy(...tail.orderBy).limit(tail.limit),
    );

  it.each([1, 5, 23, 100])('shows every row once, in order, %i at a time', async (limit) => {
    const names: string[] = [];
    let after: Position | undefined;
    do {
      const { items, next } = await page(limit, after);
      names.push(...items.map(({ name }) => name));
      after = next ?? undefined;
    } while (after);
    const all = await page(100, undefined);
    expect(names).toEqual(all.items.map(({ name }) => name));
    expect(new Set(names).size).toBe(23);
  });
});
