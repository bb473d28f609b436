import type { Database } from '../../db/client.ts';
import { claim } from './claim.ts';
import { complete } from './complete.ts';
import { ensureRecurring, type Recurring } from './ensure-recurring.ts';
import { type Job, type JobHandlers, LeaseLost, OutOfTime } from '../handler.ts';
import { renew } from './renew.ts';
import { type Ending, type Held, workOn } from './work-on.ts';

export interface RunOptions {
  /** How long the run may take. Jobs are claimed in its first half, so each has the other half. */
  budgetMs: number;
  /** Jobs claimed by one statement at most (50). */
  batch?: number;
  /** Jobs worked on at once (4). */
  concurrency?: number;
  /** After this long without a sign of life a job is anybody's (60,000). */
  leaseMs?: number;
  recurring?: Recurring;
  /** Is told of every failed attempt, for the log. */
  onFailure?: (job: Job, error: unknown) => void;
}

/** What became of the claims of a run. */
export type Summary = Record<'claimed' | Ending, number>;

/**
 * Works on what is due until nothing is or the time is up. Any number of these may run at once,
 * anywhere; a worker that dies gives its jobs back when their leases end.
 *
 * @param db the system door
 * @throws what the database throws; jobs in hand are then given back by their leases
 */
export async function runJobs(
  db: Database,
  handlers: JobHandlers,
  options: RunOptions,
): Promise<Summary> {
  const { budgetMs, batch = 50, concurrency = 4, leaseMs = 60_000, recurring = {} } = options;
  const started = Date.now();
  const deadline = started + budgetMs;
  const summary: Summary = { claimed: 0, succeeded: 0, continued: 0, retried: 0, dead: 0, lost: 0 };
  const hands = new Map<Held, Promise<void>>();
  const withoutEffect: Job[] = [];

  const take = (job: Job) => {
    const held: Held = { job, abort: new AbortController(), settling: false };
    const work = workOn(db, held, handlers[job.kind], { deadline, recurring, ...options })
      .then((ending) => ending ? summary[ending]++ : withoutEffect.push(job))
      .then(() => void hands.delete(held));
    hands.set(held, work);
  };

  await ensureRecurring(db, recurring);
  const watch = keepWatch(db, hands, leaseMs, deadline);
  try {
    for (;;) {
      const free = Math.min(batch, concurrency - hands.size);
      if (free > 0 && Date.now() < started + budgetMs / 2) {
        const claimed = await claim(db, free, leaseMs);
        summary.claimed += claimed.length;
        claimed.forEach(take);
      }
      if (hands.size === 0) return summary;
      await Promise.race(hands.values());
      const finished = withoutEffect.splice(0);
      if (finished.length === 0) continue;
      const kept = await complete(db, finished);
      summary.succeeded += kept;
      summary.lost += finished.length - kept;
    }
  } finally {
    watch.end();
    for (const { abort } of hands.keys()) abort.abort(new LeaseLost());
    await Promise.allSettled(hands.values());
  }
}

/** Renews the leases in time and stops handlers whose job is lost or whose time is up. */
function keepWatch(
  db: Database,
  hands: ReadonlyMap<Held, unknown>,
  leaseMs: number,
  deadline: number,
) {
  const inWork = () => [...hands.keys()].filter(({ settling }) => !settling);
  const beat = async () => {
    const watched = inWork();
    if (watched.length === 0) return;
    const kept = await renew(db, watched.map(({ job }) => job), leaseMs);
    for (const held of watched) {
      if (!kept.has(held.job.id) && !held.settling) held.abort.abort(new LeaseLost());
    }
  };
  // A beat that failed is made up for by the next; if none comes through, the lease ends.
  const heart = setInterval(() => void beat().catch(() => {}), leaseMs / 3);
  const alarm = setTimeout(
    () => inWork().forEach(({ abort }) => abort.abort(new OutOfTime())),
    deadline - Date.now(),
  );
  return {
    end() {
      clearInterval(heart);
      clearTimeout(alarm);
    },
  };
}
