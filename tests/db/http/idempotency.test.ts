import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallerDatabase } from '../../../src/db/client.ts';
import { fingerprint, once } from '../../../supabase/functions/_shared/http/idempotency.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';
import { type Doors, openDoors } from '../../../testkit/door/doors.ts';

describe('once', () => {
  let door: Doors;
  let admin: postgres.Sql;
  const cleanups: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const database = await createTestDatabase();
    admin = postgres(database.adminUrl, { max: 1 });
    await admin`create table public.written (note text)`;
    await admin`grant insert on public.written to authenticated`;
    door = openDoors(database);
    cleanups.push(() => door.end(), () => admin.end(), database.drop);
  });
  afterAll(async () => {
    for (const cleanup of cleanups) await cleanup();
  });

  const ana = () => door.asCaller({ sub: 'ana' });
  const written = async (note: string) =>
    (await admin`select from public.written where note = ${note}`).length;

  /** A write that counts its runs and answers which of them it was. */
  const writer = (note: string) => {
    let runs = 0;
    return async (tx: CallerDatabase) => {
      await tx.execute(sql`insert into written values (${note})`);
      return { status: 201, headers: { etag: '"1"' }, body: { run: ++runs, note } };
    };
  };

  it('replays the first answer, says so, and writes once', async () => {
    const work = writer('replay');
    const first = await once(ana(), 'k-replay', 'f', work);
    const second = await once(ana(), 'k-replay', 'f', work);
    expect(first).toEqual({
      status: 201,
      headers: { etag: '"1"' },
      body: { run: 1, note: 'replay' },
    });
    expect(second).toEqual({ ...first, headers: { etag: '"1"', 'idempotency-replayed': 'true' } });
    expect(await written('replay')).toBe(1);
  });

  it('replays an answer without a body as one', async () => {
    const work = () => Promise.resolve({ status: 204, headers: {}, body: undefined });
    await once(ana(), 'k-empty', 'f', work);
    expect(await once(ana(), 'k-empty', 'f', work)).toMatchObject({ status: 204, body: undefined });
  });

  it('makes twenty twins at once write once and answer alike', async () => {
    const work = writer('twins');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => once(ana(), 'k-twins', 'f', work)),
    );
    expect(new Set(answers.map(({ body }) => JSON.stringify(body)))).toHaveLength(1);
    expect(answers.filter(({ headers }) => !headers['idempotency-replayed'])).toHaveLength(1);
    expect(await written('twins')).toBe(1);
  });

  it('refuses the key on another request', async () => {
    await once(ana(), 'k-reused', 'f', writer('reused'));
    await expect(once(ana(), 'k-reused', 'g', writer('reused'))).rejects.toMatchObject({
      status: 422,
      code: 'idempotency_key_reused',
    });
    expect(await written('reused')).toBe(1);
  });

  it('keeps the keys of two callers apart', async () => {
    await once(ana(), 'k-shared', 'f', writer('shared'));
    const ben = await once(door.asCaller({ sub: 'ben' }), 'k-shared', 'g', writer('shared'));
    expect(ben.headers['idempotency-replayed']).toBeUndefined();
    expect(await written('shared')).toBe(2);
  });

  it('writes nothing and frees the key when the work fails', async () => {
    const work = writer('failure');
    const failing = async (tx: CallerDatabase) => {
      await work(tx);
      throw new Error('after the write');
    };
    await expect(once(ana(), 'k-failure', 'f', failing)).rejects.toThrow('after the write');
    expect(await written('failure')).toBe(0);
    expect((await once(ana(), 'k-failure', 'f', work)).status).toBe(201);
    expect(await written('failure')).toBe(1);
  });

  it('forgets a key after a day', async () => {
    await once(ana(), 'k-old', 'f', writer('old'));
    await admin`update private.idempotency_keys set created_at = now() - interval '25 hours'
      where key = 'k-old'`;
    const again = await once(ana(), 'k-old', 'g', writer('old'));
    expect(again.headers['idempotency-replayed']).toBeUndefined();
    expect(await written('old')).toBe(2);
  });

  it('has nothing for those who are not signed in', async () => {
    await expect(once(door.asCaller(null), 'k-anon', 'f', writer('anon'))).rejects.toMatchObject({
      cause: { code: '42501' },
    });
  });
});

describe('fingerprint', () => {
  it('differs with method, path, query and body, and not with the host', async () => {
    const url = 'http://a/gyms?x=1';
    const print = await fingerprint('POST', url, '{}');
    expect(await fingerprint('POST', 'http://b/gyms?x=1', '{}')).toBe(print);
    for (
      const other of [
        fingerprint('PUT', url, '{}'),
        fingerprint('POST', 'http://a/gyms?x=2', '{}'),
        fingerprint('POST', 'http://a/gym?x=1', '{}'),
        fingerprint('POST', url, '{ }'),
      ]
    ) expect(await other).not.toBe(print);
  });
});
