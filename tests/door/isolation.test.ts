import process from 'node:process';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  hasPgBouncer,
  startPgBouncer,
  throughPgBouncer,
} from '../../testkit/database/pgbouncer.ts';
import { createTestDatabase } from '../../testkit/database/postgres.ts';
import { idleInTransaction, inspectBackends } from './support/backends.ts';
import { openDoors } from '../../testkit/door/doors.ts';
import { createNotes, schema } from '../../testkit/door/notes.ts';
import { enrol, hammer, type NotesDoor } from './support/workload.ts';

const POOL = 10;
const USERS = 50;
/** Of each user. */
const STATEMENTS = Number(process.env.PROOF_ROUNDS ?? 500);

describe.skipIf(!hasPgBouncer)(`isolation ${throughPgBouncer}`, () => {
  const cleanups: (() => Promise<unknown>)[] = [];
  let admin: postgres.Sql;
  let door: NotesDoor;
  let poolerUrl: string;

  beforeAll(async () => {
    const database = await createTestDatabase();
    cleanups.unshift(database.drop);
    await createNotes(database.url);
    admin = postgres(database.adminUrl, { max: 2, onnotice: () => {} });
    cleanups.unshift(() => admin.end());
    const pooler = await startPgBouncer({ target: database.edgeUrl, poolSize: POOL });
    cleanups.unshift(pooler.stop);
    poolerUrl = pooler.url;
    const { systemUrl } = database;
    door = openDoors({ edgeUrl: pooler.url, systemUrl }, {
      poolSize: POOL,
      // Visitors are one caller to the pool, which may have half of the line.
      maxQueue: 2 * USERS,
      acquireTimeoutMs: 30_000,
      schema,
    });
    cleanups.unshift(() => door.end());
  });
  afterAll(async () => {
    for (const cleanup of cleanups) await cleanup();
  });

  it(`${USERS} users with ${STATEMENTS} statements each, some failing, see their own rows only`, {
    timeout: 240_000,
  }, async () => {
    const tally = await hammer(door, await enrol(door, USERS), STATEMENTS);
    expect(tally.foreign).toEqual([]);
    expect(Object.fromEntries(tally.errors)).toEqual({});
    expect(tally.kept).toBe(tally.turns);
    expect(tally.statements).toBeGreaterThanOrEqual(USERS * STATEMENTS);
  });

  it('left no half of a transaction', async () => {
    const halves = await admin`
      select note_id, body from door_comments group by note_id, body
      having count(*) <> 2 or body = 'undone'`;
    expect([...halves]).toEqual([]);
    const [pairs] = await admin`select count(*)::int as count from door_comments`;
    expect(pairs?.count).toBeGreaterThan(0);
  });

  it('left no open transaction, and no role or claim on any backend', async () => {
    expect(await idleInTransaction(admin)).toBe(0);
    const backends = await inspectBackends(poolerUrl, POOL);
    expect(new Set(backends.map(({ pid }) => pid)).size).toBe(POOL);
    for (const { role, claims, sub } of backends) {
      expect({ role, claims, sub }).toEqual({ role: 'none', claims: '', sub: '' });
    }
  });
});
