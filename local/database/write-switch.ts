import postgres from 'postgres';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresError } from '../../src/db/violation.ts';

export interface SwitchState {
  read_only: boolean;
  since: Date | null;
  why: string | null;
}

/** Transactions that have written kept the switch from being turned; each with its age in seconds. */
export class StillWriting extends Error {
  constructor(readonly writers: { pid: number; who: string; seconds: number }[]) {
    const each = writers.map(({ pid, who, seconds }) => `process ${pid} (${who}) for ${seconds} s`);
    super(`Not turned: somebody still writes: ${each.join(', ') || 'unknown'}. All go on writing.`);
  }
}

/** So long everybody else waits behind the switch at most, before they are let through again. */
const LOCK_TIMEOUT = '200ms';
const PAUSE_MS = 300;
/** Between two statements of ours. */
const IDLE_TIMEOUT = '5s';
/** What Postgres says when a lock was not had in time. */
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Stops writes: when this returns, no transaction is left that has written and is not over, and none
 * comes after it but the owner's.
 *
 * @param owner a connection of the database's owner
 * @param waitMs for how long to try, a moment at a time: a long transaction must not stop everybody
 * @throws StillWriting when the time is up; nothing is changed then
 */
export async function stopWrites(
  owner: postgres.Sql,
  { why = null, waitMs = 60_000 }: { why?: string | null; waitMs?: number } = {},
): Promise<void> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    try {
      return await owner.begin(async (tx) => {
        // Were this process lost in the middle, all who write would wait until the server noticed.
        await tx`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true),
          set_config('idle_in_transaction_session_timeout', ${IDLE_TIMEOUT}, true)`;
        await tx`lock table private.write_switch in access exclusive mode`;
        await tx`update private.write_switch set why = ${why},
          since = case when read_only then since else now() end, read_only = true`;
      });
    } catch (error) {
      if ((error as PostgresError).code !== LOCK_NOT_AVAILABLE) throw error;
    }
    if (Date.now() >= deadline) throw new StillWriting(await writersOf(owner));
    await sleep(PAUSE_MS);
  }
}

/**
 * Lets everybody write again. What workers had in hand when writes were stopped could be neither
 * finished nor given back, nor were its leases renewed: that attempt does not count.
 */
export async function allowWrites(owner: postgres.Sql): Promise<void> {
  await owner.begin(async (tx) => {
    const [turned] = await tx`
      update private.write_switch set read_only = false, since = now(), why = null
      where read_only returning of`;
    if (!turned) return;
    await tx`update private.jobs set attempts = attempts - 1 where status = 'running' and attempts > 0`;
  });
}

export async function readSwitch(owner: postgres.Sql): Promise<SwitchState> {
  const [row] = await owner<SwitchState[]>`select read_only, since, why from private.write_switch`;
  return row ?? { read_only: false, since: null, why: null };
}

/** Whoever has read the switch holds a lock on it until its transaction ends. */
const writersOf = (owner: postgres.Sql): Promise<StillWriting['writers']> =>
  owner<StillWriting['writers']>`
    select a.pid, coalesce(nullif(a.application_name, ''), a.usename, '') as who,
      round(extract(epoch from now() - a.xact_start))::int as seconds
    from pg_locks l join pg_stat_activity a using (pid)
    where l.relation = 'private.write_switch'::regclass and l.granted and a.pid <> pg_backend_pid()
    order by a.xact_start`;
