import type postgres from 'postgres';
import { setTimeout as sleep } from 'node:timers/promises';

/** The strongest lock that a statement had on each table: `visits: ACCESS EXCLUSIVE`. */
export type Locks = Record<string, string>;

/** By strength: section 13.3.1 of the manual. */
const MODES = [
  ...['AccessShare', 'RowShare', 'RowExclusive', 'ShareUpdateExclusive', 'Share'],
  ...['ShareRowExclusive', 'Exclusive', 'AccessExclusive'],
].map((mode) => `${mode}Lock`);

const spelled = (mode: string) =>
  mode.replace(/Lock$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toUpperCase();

/** Adds what a session holds on tables to what is known of it. */
export async function lookAtLocks(
  sql: postgres.Sql | postgres.TransactionSql,
  pid: number,
  known: Map<string, string>,
): Promise<void> {
  const rows = await sql<{ name: string; mode: string }[]>`
    select c.relname as name, l.mode
    from pg_locks l join pg_class c on c.oid = l.relation
    where l.pid = ${pid} and l.granted and l.locktype = 'relation' and c.relkind in ('r', 'p')
      and l.database = (select oid from pg_database where datname = current_database())
      and c.relnamespace not in ('pg_catalog'::regnamespace, 'pg_toast'::regnamespace)`;
  for (const { name, mode } of rows) {
    if (MODES.indexOf(mode) > MODES.indexOf(known.get(name) ?? '')) known.set(name, mode);
  }
}

export const asLocks = (known: Map<string, string>): Locks =>
  Object.fromEntries([...known].sort().map(([name, mode]) => [name, spelled(mode)]));

/** Watches a session from another one while it works. */
export async function watchLocks<T>(
  observer: postgres.Sql,
  pid: number,
  known: Map<string, string>,
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
