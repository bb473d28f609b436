import { setTimeout as sleep } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { asSystem } from '../../supabase/functions/_shared/system-db.ts';
import { notes } from '../../testkit/door/notes.ts';
import { type NotesDatabase, notesDatabase } from './support/door.ts';

describe('the settings of a door', () => {
  let database: NotesDatabase;

  beforeAll(async () => {
    database = await notesDatabase();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  afterAll(() => database.drop());

  it('log slow statements with their text and no values, failed ones as well', async () => {
    const slow: [string, number][] = [];
    const db = database.open({
      slowStatementMs: 400,
      statementTimeoutMs: 700,
      onSlowStatement: (text, ms) => slow.push([text, ms]),
    }).asCaller({ sub: 'ana' });
    // Connecting counts as the first one's.
    await db.execute(sql`select 1`);
    slow.length = 0;
    await db.select().from(notes).where(eq(notes.body, 'a secret'));
    expect(slow).toEqual([]);
    await db.execute(sql`select pg_sleep(${0.5}), ${'a secret'}::text`);
    await expect(db.execute(sql`select pg_sleep(${5})`)).rejects.toThrow();
    await db.transaction((tx) => tx.execute(sql`select pg_sleep(${0.5}) as inside`));
    expect(slow.map(([text]) => text)).toEqual([
      'select pg_sleep($1), $2::text',
      'select pg_sleep($1)',
      'select pg_sleep($1) as inside',
    ]);
    for (const [, ms] of slow) expect(ms).toBeGreaterThanOrEqual(400);
  });

  it('give a patient use of the system’s door a minute, and nobody else more than they say', async () => {
    const door = database.open({ connectTimeoutMs: 100, statementTimeoutMs: 200 });
    const limit = sql`select current_setting('statement_timeout') as ms`;
    const patient = door.asSystem('test', { patient: true });
    expect([...await patient.execute(limit)]).toEqual([{ ms: '1min' }]);
    expect([...await door.asSystem('test').execute(limit)]).toEqual([{ ms: '200ms' }]);
    const slow = sql`select pg_sleep(0.4)`;
    await patient.execute(slow);
    await patient.transaction((tx) => tx.execute(slow));
    await expect(door.asSystem('test').execute(slow)).rejects.toThrow();
  });

  it('do not count the wait for a connection as the statement’s', async () => {
    const slow: string[] = [];
    const db = database.open({
      poolSize: 1,
      slowStatementMs: 500,
      onSlowStatement: (text) => slow.push(text),
    }).asCaller({ sub: 'ana' });
    await db.execute(sql`select 1`);
    slow.length = 0;
    await Promise.all([
      db.execute(sql`select pg_sleep(0.6)`),
      sleep(1).then(() => db.execute(sql`select 1`)),
    ]);
    expect(slow).toEqual(['select pg_sleep(0.6)']);
  });

  it('come from the environment of a function', async () => {
    vi.stubEnv('EDGE_SYSTEM_DATABASE_URL', database.systemUrl);
    vi.stubEnv('DATABASE_STATEMENT_TIMEOUT_MS', '1234');
    vi.stubEnv('DATABASE_SLOW_STATEMENT_MS', '50');
    vi.stubEnv('DATABASE_IDLE_TIMEOUT_MS', '10');
    vi.spyOn(console, 'log').mockReturnValue();
    const warned = vi.spyOn(console, 'error').mockReturnValue();
    const db = asSystem('a test');
    const [row] = await db.execute(sql`
      select current_setting('statement_timeout') as ms, pg_sleep(${0.1})::text as slept`);
    expect(row).toEqual({ ms: '1234ms', slept: '' });
    expect(warned).toHaveBeenCalled();
    const line = JSON.parse(warned.mock.calls[0]![0]);
    expect(line).toMatchObject({ level: 'warn', event: 'slow_statement' });
    expect(line.statement).toContain('pg_sleep($1)');
    expect(line.duration_ms).toBeGreaterThanOrEqual(100);
  });
});
