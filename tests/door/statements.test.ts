import { eq, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { currentMeter, runMetered } from '../../supabase/functions/_shared/db/meter.ts';
import { findCause, PoolSaturatedError } from '../../supabase/functions/_shared/db.ts';
import { type NotesDatabase, notesDatabase } from './support/door.ts';
import { comments, notes } from '../../testkit/door/notes.ts';

describe('statements through the door', () => {
  let database: NotesDatabase;
  let door: ReturnType<NotesDatabase['open']>;

  beforeAll(async () => {
    database = await notesDatabase();
    door = database.open({ poolSize: 1 });
  });
  afterAll(() => database.drop());

  const ana = () => door.asCaller({ sub: 'ana' });

  it('reads and writes every kind of value', async () => {
    const createdAt = new Date('2026-03-08T10:00:00.123Z');
    const tags = ['a "quoted" \\ one', 'NULL', 'com,ma', '{}', '', ' ç'];
    const details = { text: `it's "so"`, list: [1, null, true] };
    const [note] = await ana().insert(notes)
      .values({ owner: 'ana', body: 'kinds', tags, details, createdAt }).returning();
    expect(note).toMatchObject({ tags, details, createdAt });
    const found = await ana().select().from(notes).where(eq(notes.createdAt, createdAt));
    expect(found).toEqual([note]);
  });

  it('takes arrays, dates, objects, bytes and null as parameters of raw SQL', async () => {
    const at = new Date('2026-01-02T03:04:05.678Z');
    const [row] = await ana().execute(sql`select
      ${sql.param(['x', 'y'])}::text[] as texts, 'y' = any(${sql.param(['x', 'y'])}) as found,
      ${sql.param([1, 2])}::int[] as numbers, ${sql.param([[true], [false]])}::bool[] as nested,
      ${at}::timestamptz = '2026-01-02T03:04:05.678Z' as same, ${{ a: [1] }}::jsonb as object,
      encode(${new Uint8Array([0, 255])}::bytea, 'hex') as bytes, ${null}::text as nothing,
      ${2n ** 62n}::int8 as big, ${false}::bool as no, ${1.5}::float8 as float`);
    expect(row).toEqual({
      texts: ['x', 'y'],
      found: true,
      numbers: [1, 2],
      nested: [[true], [false]],
      same: true,
      object: { a: [1] },
      bytes: '00ff',
      nothing: null,
      big: '4611686018427387904',
      no: false,
      float: 1.5,
    });
  });

  it('refuses a parameter that Postgres could not take, and goes on', async () => {
    await expect(ana().execute(sql`select ${'a\0b'}::text`))
      .rejects.toMatchObject({ cause: { code: 'INVALID_PARAMETER' } });
    await expect(ana().execute(sql`select ${sql.param(undefined)}::text`))
      .rejects.toMatchObject({ cause: { code: 'INVALID_PARAMETER' } });
    expect([...await ana().execute(sql`select 1 as one`)]).toEqual([{ one: 1 }]);
  });

  it('keeps the SQLSTATE and the details of an error', async () => {
    const forged = ana().insert(notes).values({ owner: 'bia', body: 'forged' });
    await expect(forged).rejects.toMatchObject({ cause: { code: '42501' } });
    const refused = ana().insert(notes).values({ owner: 'ana', body: 'refused' });
    await expect(refused).rejects.toMatchObject({
      cause: { code: '23514', constraint_name: 'door_notes_body_check', table_name: 'door_notes' },
    });
    await expect(ana().execute(sql`selec 1`)).rejects.toMatchObject({
      cause: { code: 'STATEMENT_REFUSED' },
    });
    await expect(ana().execute(sql`select nothing`)).rejects.toMatchObject({
      cause: { code: '42703', position: '8' },
    });
  });

  it('gives the next statement its rows alone after an error half-way through a result', async () => {
    const broken = sql`select 1 / (${3}::int - i) from generate_series(1, 5) i`;
    await expect(ana().execute(broken)).rejects.toMatchObject({ cause: { code: '22012' } });
    expect([...await ana().execute(sql`select 1 as one`)]).toEqual([{ one: 1 }]);
  });

  it('says how many rows a command touched', async () => {
    await ana().insert(notes).values([1, 2, 3].map(() => ({ owner: 'ana', body: 'counted' })));
    const result = await ana().delete(notes).where(eq(notes.body, 'counted'));
    expect(result).toMatchObject({ command: 'DELETE', count: 3 });
  });

  it('carries results and parameters of many megabytes', async () => {
    const large = 'x'.repeat(8_000_000);
    const [echo] = await ana().execute<{ size: number }>(sql`select length(${large}) as size`);
    expect(echo?.size).toBe(large.length);
    const rows = await ana().execute<{ i: number; filler: string }>(sql`
      select i, repeat('y', 1000) as filler from generate_series(1, 30000) i`);
    expect(rows).toHaveLength(30_000);
    expect(rows.every((row, index) => row.i === index + 1 && row.filler.length === 1_000)).toBe(
      true,
    );
    const [one] = await ana().execute<{ filler: string }>(
      sql`select repeat('z', 20000000) as filler`,
    );
    expect(one?.filler).toHaveLength(20_000_000);
  });

  it('cancels what exceeds the statement timeout', async () => {
    const hasty = database.open({ poolSize: 1, statementTimeoutMs: 50 }).asCaller({ sub: 'ana' });
    await expect(hasty.execute(sql`select pg_sleep(30)`)).rejects.toMatchObject({
      cause: { code: '57014' },
    });
  });

  it('fails with the SQLSTATE of a killed backend, and opens another', async () => {
    const admin = postgres(database.adminUrl, { max: 1 });
    const sleeping = ana().execute(sql`select pg_sleep(30)`).then(() => {}, (error) => error.cause);
    while (
      (await admin`select pg_terminate_backend(pid) from pg_stat_activity
      where usename = 'edge' and state = 'active' and datname = current_database()`).length === 0
    );
    await admin.end();
    expect(await sleeping).toMatchObject({ code: '57P01' });
    expect([...await ana().execute(sql`select 1 as one`)]).toEqual([{ one: 1 }]);
  });

  it('refuses at once when the server can not be reached, logged into or spoken to', async () => {
    const reach = (change: (url: URL) => void) => {
      const url = new URL(database.edgeUrl);
      change(url);
      return database.open({ url: url.href }).asCaller(null).execute(sql`select 1`);
    };
    await expect(reach((url) => url.port = '1')).rejects.toMatchObject({
      cause: { code: 'ECONNREFUSED' },
    });
    await expect(reach((url) => url.password = 'wrong')).rejects.toMatchObject({
      cause: { code: '28P01' },
    });
    await expect(reach((url) => url.searchParams.set('sslmode', 'require'))).rejects.toMatchObject({
      cause: { code: 'TLS_REFUSED' },
    });
  });

  it('answers a full pool with PoolSaturatedError, and recovers', async () => {
    const narrow = database.open({ poolSize: 1, maxQueue: 1, acquireTimeoutMs: 100 });
    const db = narrow.asCaller({ sub: 'ana' });
    await db.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      const late = db.execute(sql`select 1`);
      const surplus = db.execute(sql`select 1`);
      for (const outcome of await Promise.allSettled([late, surplus])) {
        const error = outcome.status === 'rejected' ? outcome.reason : undefined;
        expect(findCause(error, PoolSaturatedError)?.retryAfterSeconds).toBe(1);
      }
    });
    expect([...await db.execute(sql`select 1 as one`)]).toEqual([{ one: 1 }]);
  });

  it('closes a connection that nobody uses, and opens another when needed', async () => {
    const brief = database.open({ poolSize: 3, idleTimeoutMs: 20 });
    const db = brief.asCaller({ sub: 'ana' });
    const pid = sql`select pg_backend_pid() as pid`;
    const [first] = await db.execute<{ pid: number }>(pid);
    const admin = postgres(database.adminUrl, { max: 1 });
    await vi.waitFor(async () => {
      const left = await admin`select from pg_stat_activity where pid = ${first?.pid ?? 0}`;
      expect(left).toHaveLength(0);
    }, 10_000);
    await admin.end();
    const [second] = await db.execute<{ pid: number }>(pid);
    expect(second?.pid).not.toBe(first?.pid);
  });

  it('finishes what is running when its door is closed, and fails what comes after', async () => {
    const closing = database.open({ poolSize: 1 });
    const db = closing.asCaller({ sub: 'ana' });
    let closed: Promise<void> | undefined;
    const answer = await db.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      closed = closing.end();
      return [...await tx.execute(sql`select 2 as two`)];
    });
    expect(answer).toEqual([{ two: 2 }]);
    await closed;
    await expect(db.execute(sql`select 1`)).rejects.toMatchObject({
      cause: { code: 'DOOR_CLOSED' },
    });
  });

  it('counts the statements of a request', async () => {
    await runMetered(async () => {
      await ana().select().from(notes);
      await ana().transaction(async (tx) => {
        await tx.select().from(notes);
        await tx.select().from(comments);
        expect(currentMeter().inTransaction).toBe(true);
      });
      const meter = currentMeter();
      expect(meter).toMatchObject({ statements: 3, inTransaction: false });
      expect(meter.dbMs).toBeGreaterThan(0);
    });
  });
});
