import type postgres from 'postgres';
import { setTimeout as sleep } from 'node:timers/promises';
import { modeOf } from './modes.ts';
import type { Standing } from './standing.ts';

/** The strongest mode held on each relation that stood before, by its oid. */
export type Held = Map<number, number>;

/** Short statements are looked at afterwards only. */
const EVERY_MS = 50;

/** Looks from a connection of its own at the locks of another one. */
export class LockWatch {
  constructor(
    private readonly sql: postgres.Sql,
    private readonly pid: number,
    private readonly standing: Standing,
  ) {}

  /**
   * Does the work and answers what was held on its way and at its end. The work's transaction stays
   * open, so that the last look sees everything but what was let go inside of the statement, as by a
   * block that caught an error: for that it is looked at while it runs.
   */
  async during(work: () => Promise<void>): Promise<Held> {
    const held: Held = new Map();
    if (this.standing.byOid.size === 0) {
      await work();
      return held;
    }
    const ended = new AbortController();
    const looking = this.keepLooking(held, ended.signal);
    try {
      await work();
    } finally {
      ended.abort();
      await looking;
    }
    await this.look(held);
    return held;
  }

  private async keepLooking(held: Held, signal: AbortSignal): Promise<void> {
    for (;;) {
      if (await sleep(EVERY_MS, undefined, { signal }).then(() => false, () => true)) return;
      await this.look(held);
    }
  }

  private async look(held: Held): Promise<void> {
    const locks = await this.sql<{ relation: number; mode: string }[]>`
      select relation, mode from pg_locks
      where pid = ${this.pid} and locktype = 'relation' and granted and mode <> 'AccessShareLock'`;
    for (const { relation, mode } of locks) {
      if (!this.standing.byOid.has(relation)) continue;
      held.set(relation, Math.max(held.get(relation) ?? 0, modeOf(mode)));
    }
  }
}
