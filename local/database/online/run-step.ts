import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { asLocks, type Locks, lookAtLocks, watchLocks } from './locks.ts';
import type { Statement } from './statements.ts';

export interface StepOptions {
  /** For how long a statement may stand in line, while all who come after it stand behind it. */
  lockTimeoutMs?: number;
  /** For how long it is tried again without coming further. */
  patienceMs?: number;
  onRetry?(statement: Statement): void;
}

/** What a statement did. */
export interface Ran {
  title: string;
  /** How often it went through: more than once for batches. */
  runs: number;
  /** How often it gave up its place in the line for a lock. */
  retries: number;
  /** Missing where it ran CONCURRENTLY, and was too short to be seen from another session. */
  locks?: Locks;
  /** The longest run from its beginning to its commit, the wait for its locks with it. */
  longest_ms: number;
  /** All runs, with retries and pauses. */
  total_ms: number;
}

/** A batch found nothing but rows that others hold, for as long as the patience lasts. */
export class RowsHeld extends Error {}

const SHORTEST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;

/** What a run of a statement came to. */
interface Came {
  again: boolean;
  /** There is more to do, and it did none of it. */
  idle: boolean;
}

const DONE: Came = { again: false, idle: false };

/** It did not get its lock in time, or was chosen to end a deadlock: nothing of it happened. */
const AGAIN = ['55P03', '40P01'];

/**
 * Runs the statements of a step, each in a transaction of its own, while others work. What would stop
 * writers waits for its lock so long and no longer, makes room, and comes back; what stops nobody may
 * wait as it likes.
 *
 * @throws PostgresError what else a statement fails by, or 55P03 when the patience is at an end
 * @throws RowsHeld when it is with batches that do nothing
 */
export async function runStep(
  url: string,
  statements: readonly Statement[],
  options: StepOptions = {},
): Promise<Ran[]> {
  const connect = () => postgres(url, { max: 1, onnotice: () => {} });
  const [sql, observer] = [connect(), connect()];
  try {
    const [session] = await sql<{ pid: number }[]>`
      select pg_backend_pid() as pid, set_config('statement_timeout', '0', false),
        set_config('lock_timeout', '0', false)`;
    const ran: Ran[] = [];
    for (const statement of statements) {
      ran.push(await runStatement({ sql, observer, pid: session!.pid }, statement, options));
    }
    return ran;
  } finally {
    await Promise.all([sql.end(), observer.end()]);
  }
}

interface Sessions {
  sql: postgres.Sql;
  observer: postgres.Sql;
  pid: number;
}

async function runStatement(
  sessions: Sessions,
  statement: Statement,
  { lockTimeoutMs = 100, patienceMs = 300_000, onRetry }: StepOptions,
): Promise<Ran> {
  const known = new Map<string, number>();
  const ran = { title: statement.title, runs: 0, retries: 0, longest_ms: 0 };
  const began = performance.now();
  let moved = began;
  let pause = SHORTEST_PAUSE_MS;
  /** Who stood behind it goes first now; not always after the same time. */
  const makeRoom = async (error: unknown) => {
    if (performance.now() - moved > patienceMs) throw error;
    ran.retries++;
    onRetry?.(statement);
    await sleep(pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  };
  for (let came = { ...DONE, again: true }; came.again;) {
    const from = performance.now();
    try {
      came = statement.concurrent
        ? await runConcurrently(sessions, statement, known)
        : await runInTransaction(sessions, statement, lockTimeoutMs, known);
    } catch (error) {
      const code = error instanceof postgres.PostgresError ? error.code : '';
      if (!AGAIN.includes(code)) throw error;
      await makeRoom(error);
      continue;
    }
    ran.runs++;
    ran.longest_ms = Math.max(ran.longest_ms, performance.now() - from);
    if (came.idle) {
      await makeRoom(new RowsHeld(`Others hold every row that is left of: ${statement.title}`));
    } else {
      moved = performance.now();
      pause = SHORTEST_PAUSE_MS;
    }
  }
  const unseen = statement.concurrent && known.size === 0;
  const total_ms = performance.now() - began;
  return { ...ran, ...unseen ? {} : { locks: asLocks(known) }, total_ms };
}

function runInTransaction(
  { sql, pid }: Sessions,
  { sql: text, harmless, again }: Statement,
  lockTimeoutMs: number,
  known: Map<string, number>,
): Promise<Came> {
  return sql.begin(async (tx) => {
    await tx`select set_config('lock_timeout', ${harmless ? '0' : `${lockTimeoutMs}ms`}, true)`;
    const [row] = await tx.unsafe<{ again?: boolean; filled?: string }[]>(text);
    await lookAtLocks(tx, pid, known);
    const more = again && row?.again === true;
    return { again: more, idle: more && Number(row?.filled) === 0 };
  });
}

/** An index whose building failed is there, and kept up, and of no use: it goes first. */
async function runConcurrently(
  { sql, observer, pid }: Sessions,
  { sql: text, index }: Statement,
  known: Map<string, number>,
): Promise<Came> {
  if (index) {
    const [broken] = await sql`
      select from pg_index where indexrelid = to_regclass(${index}) and not indisvalid`;
    if (broken) await sql`drop index concurrently ${sql(index)}`;
  }
  await watchLocks(observer, pid, known, () => sql.unsafe(text));
  return DONE;
}
