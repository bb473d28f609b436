import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { modeOf, spelled } from '../../rehearsal/measure/modes.ts';

/** The strongest lock that a statement had on each table: `visits: ACCESS EXCLUSIVE`. */
export type Locks = Record<string, string>;

/** Adds what a session holds on tables to what is known of it. */
export async function lookAtLocks(
  sql: postgres.Sql | postgres.TransactionSql,
  pid: number,
  known: Map<string, number>,
): Promise<void> {
  const rows = await sql<{ name: string; mode: string }[]>`
    select c.relname as name, l.mode
    from pg_locks l join pg_class c on c.oid = l.relation
    where l.pid = ${pid} and l.granted and l.locktype = 'relation' and c.relkind in ('r', 'p')
      and l.database = (select oid from pg_database where datname = current_database())
      and c.relnamespace not in ('pg_catalog'::regnamespace, 'pg_toast'::regnamespace)`;
  for (const { name, mode } of rows) {
    known.set(name, Math.max(modeOf(mode), known.get(name) ?? 0));
  }
}

export const asLocks = (known: Map<string, number>): Locks =>
  Object.fromEntries([...known].sort().map(([name, mode]) => [name, spelled(mode)]));

/** Watches a session from another one while it works. */
export async function watchLocks<T>(
  observer: postgres.Sql,
  pid: number,
  known: Map<string, number>,
  work: () => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  const watching = (async () => {
    while (!ended.signal.aborted) {
      await lookAtLocks(observer, pid, known);
      await sleep(5);
    }
  })();
  try {
    return await work();
  } finally {
    ended.abort();
    await watching;
  }
}
