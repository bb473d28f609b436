import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  hasPgBouncer,
  startPgBouncer,
  throughPgBouncer,
} from '../../testkit/database/pgbouncer.ts';
import { createTestDatabase } from '../../testkit/database/postgres.ts';
import { startProxy } from '../../testkit/database/proxy.ts';
import { idleInTransaction, inspectBackends } from './support/backends.ts';
import { openDoors } from '../../testkit/door/doors.ts';
import { createNotes, schema } from '../../testkit/door/notes.ts';
import { enrol, hammer, type NotesDoor, type User } from './support/workload.ts';

const POOL = 10;
const USERS = 50;
/** Of each user; 2,000 take some minutes. */
const STATEMENTS = Number(process.env.DOOR_STATEMENTS ?? 120);

/** What a caller may see of a killed or cancelled statement; anything else is a fault of ours. */
const DISTURBANCES = new Set([
  '57P01', // the backend was told to end
  '57014', // the statement was cancelled
  '08P01', // PgBouncer lost the backend
  'CONNECTION_CLOSED',
  'ECONNRESET',
  'EPIPE',
  // The statements after the one that was disturbed, in the same transaction.
  'TRANSACTION_OVER',
]);

const targets = [
  { name: 'straight to Postgres', pooled: false },
  { name: throughPgBouncer, pooled: true },
];

describe.each(targets)('chaos $name', ({ pooled }) => {
  describe.skipIf(pooled && !hasPgBouncer)('', () => {
    const cleanups: (() => Promise<unknown>)[] = [];
    let admin: postgres.Sql;
    let door: NotesDoor;
    let target: string;
    let users: User[];
    let cut: () => void;

    beforeAll(async () => {
      const database = await createTestDatabase();
      cleanups.unshift(database.drop);
      await createNotes(database.url);
      admin = postgres(database.adminUrl, { max: 4, onnotice: () => {} });
      cleanups.unshift(() => admin.end());
      target = database.edgeUrl;
      const { systemUrl } = database;
      if (pooled) {
        const pooler = await startPgBouncer({ target, poolSize: POOL });
        cleanups.unshift(pooler.stop);
        target = pooler.url;
      }
      const proxy = await startProxy({ target });
      cleanups.unshift(proxy.stop);
      cut = proxy.cut;
      door = openDoors({ edgeUrl: proxy.through(target), systemUrl }, {
        poolSize: POOL,
        // Visitors are one caller to the pool, which may have half of the line.
        maxQueue: 2 * USERS,
        acquireTimeoutMs: 30_000,
        schema,
      });
      cleanups.unshift(() => door.end());
      users = await enrol(door, USERS);
    });
    afterAll(async () => {
      for (const cleanup of cleanups) await cleanup();
    });

    /** Runs the workload under a repeated disturbance, and checks what nobody may ever see. */
    async function disturb(everyMs: number, blow: () => Promise<number>) {
      let hits = 0;
      let over = false;
      const storm = (async () => {
        while (!over) {
          hits += await blow();
          await sleep(everyMs);
        }
      })();
      const tally = await hammer(door, users, STATEMENTS).finally(() => over = true);
      await storm;

      expect(hits).toBeGreaterThan(0);
      expect(tally.foreign).toEqual([]);
      expect([...tally.errors.keys()].filter((code) => !DISTURBANCES.has(code))).toEqual([]);
      const errors = [...tally.errors.values()].reduce((sum, count) => sum + count, 0);
      expect(errors).toBeGreaterThan(0);
      expect(tally.kept + errors).toBe(tally.turns);
      await expectRecovery();
    }

    async function expectRecovery() {
      const answers = await Promise.all(Array.from({ length: POOL }, async (_, index) => {
        const db = door.asCaller({ sub: `after-${index}` });
        const ask = () => db.execute(sql`select auth.jwt() ->> 'sub' as sub, pg_sleep(0.05)`);
        // A backend killed last may still be in the pooler's hands.
        const [row] = await vi.waitFor(async () => await ask(), { timeout: 10_000 });
        return row?.sub;
      }));
      expect(answers).toEqual(Array.from({ length: POOL }, (_, index) => `after-${index}`));
      await vi.waitFor(async () => expect(await idleInTransaction(admin)).toBe(0), 10_000);
      const halves = await admin`
        select note_id, body from door_comments group by note_id, body
        having count(*) % 2 <> 0 or body = 'undone'`;
      expect([...halves]).toEqual([]);
      if (!pooled) return;
      for (const { role, claims, sub } of await inspectBackends(target, POOL)) {
        expect({ role, claims, sub }).toEqual({ role: 'none', claims: '', sub: '' });
      }
    }

    it('survives backends killed every 150 ms', { timeout: 120_000 }, async () => {
      await disturb(150, async () => {
        const killed = await admin`
          select pg_terminate_backend(pid) from pg_stat_activity
          where usename = 'edge' and datname = current_database() order by random() limit 3`;
        return killed.length;
      });
    });

    it('survives a storm of cancels', { timeout: 120_000 }, async () => {
      await disturb(5, async () => {
        const cancelled = await admin`
          select pg_cancel_backend(pid) from pg_stat_activity
          where usename = 'edge' and datname = current_database() and state <> 'idle'`;
        return cancelled.length;
      });
    });

    it('survives a network that drops every connection', { timeout: 120_000 }, async () => {
      await disturb(500, () => {
        cut();
        return Promise.resolve(1);
      });
    });
  });
});
