import { sql } from 'drizzle-orm';
import { z } from 'zod';
import journal from '../../../drizzle/meta/_journal.json' with { type: 'json' };
import { callFor } from '../../../src/db/call.ts';
import type { CallerDatabase } from '../../../src/db/client.ts';
import { describeFault } from '../_shared/problems/fault.ts';
import { log } from '../_shared/runtime/log.ts';
import { storageState } from './storage-state.ts';
import { findPostgresError } from '../../../src/db/violation.ts';

export const Readiness = z.object({
  status: z.enum(['ready', 'unready']),
  checks: z.object({
    database: z.object({
      status: z.enum(['up', 'down']),
      latency_ms: z.number().meta({ description: 'One statement, there and back' }),
    }),
    migrations: z.object({
      status: z.enum(['current', 'behind', 'ahead', 'unknown']),
      applied: z.int().nullable(),
      expected: z.int(),
    }),
    storage: z.object({ status: z.enum(['writable', 'full', 'unknown']) }),
  }),
}).meta({
  id: 'Readiness',
  example: {
    status: 'ready',
    checks: {
      database: { status: 'up', latency_ms: 1.4 },
      migrations: { status: 'current', applied: 12, expected: 12 },
      storage: { status: 'writable' },
    },
  },
});
export type Readiness = z.output<typeof Readiness>;

const Applied = z.object({ applied: z.int(), latest: z.coerce.number().nullable() });

/**
 * Asks whether the database answers, which migrations it has, and whether it has room to write.
 * A database that is ahead serves: during a deployment the old code runs on it for a while.
 */
export async function readiness({ db }: { db: CallerDatabase }): Promise<Readiness> {
  const expected = journal.entries.length;
  const started = performance.now();
  const elapsed = () => Math.round((performance.now() - started) * 10) / 10;
  try {
    const [found] = await callFor(db, Applied, sql`private.applied_migrations()`);
    const { applied, latest } = found!;
    const state = migrationState(latest);
    const storage = await storageState(db);
    return {
      status: state === 'behind' || storage === 'full' ? 'unready' : 'ready',
      checks: {
        database: { status: 'up', latency_ms: elapsed() },
        migrations: { status: state, applied, expected },
        storage: { status: storage },
      },
    };
  } catch (err) {
    log('error', 'unready', describeFault(err));
    // An error of Postgres is an answer; an empty database has no such function yet.
    const answered = findPostgresError(err) !== undefined;
    return {
      status: 'unready',
      checks: {
        database: { status: answered ? 'up' : 'down', latency_ms: elapsed() },
        migrations: { status: 'unknown', applied: null, expected },
        storage: { status: 'unknown' },
      },
    };
  }
}

/** Compares the newest applied migration with the newest in the journal, by the journal's clock. */
function migrationState(latest: number | null): 'current' | 'behind' | 'ahead' {
  const newest = Math.max(...journal.entries.map(({ when }) => when));
  if (latest === newest) return 'current';
  return (latest ?? 0) < newest ? 'behind' : 'ahead';
}
