import { setTimeout as sleep } from 'node:timers/promises';
import type { SystemDatabase } from '../../db/client.ts';
import { isReadOnly } from '../../db/is-read-only.ts';
import { writeSwitch } from '../../db/schema/system/read-only/write-switch.ts';
import { type JobRow, LeaseLost, OutOfTime, type Settlement } from '../attempt.ts';
import { findRegistered, type RegisteredJob } from '../register-job.ts';
import { completeUnlessResting } from './complete.ts';
import { ensureRecurring } from './ensure-recurring.ts';
import { renew } from './renew.ts';
import { type Kinds, takeDue } from './take-due.ts';
import { type Observe, type Work, workOn } from './work-on.ts';

export interface RunOptions {
  /** How long the run may take. Jobs are taken in its first half, so each has the other half. */
  budgetMs: number;
  /** Jobs taken by one statement at most (50). */
  batch?: number;
  /** Jobs worked on at once (4). */
  concurrency?: number;
  /** Jobs that run alone waited for at once, besides those (2). */
  alone?: number;
  /** After this long without a sign of life a job is anybody's (60,000). */
  leaseMs?: number;
  /** Is told of every failed attempt, for the log. */
  onFailure?: (job: JobRow, error: unknown) => void;
  /** Makes each attempt, with its settlement: what observes attempts goes around them. */
  observe?: Observe;
}

/** How often it is looked for other work while some runs alone, which may take its time. */
const LOOK_EVERY_MS = 200;

/** How many jobs a run took, and what became of its attempts at them. */
export type Summary = Record<'taken' | Settlement, number>;

/**
 * Works on what is due until nothing is or the time is up. Any number of these may run at once,
 * anywhere; a worker that dies gives its jobs back when their leases end.
 *
 * While nobody may write it rests: what was in hand when that began is left to its lease, and not
 * counted as tried (`npm run read-only -- off`).
 *
 * @throws what the database throws; jobs in hand are then given back by their leases
 */
export async function runJobs(
  { db, jobs }: { db: SystemDatabase; jobs: readonly RegisteredJob[] },
  options: RunOptions,
): Promise<Summary> {
  const { budgetMs, batch = 50, concurrency = 4, alone = 2, leaseMs = 60_000 } = options;
  const started = Date.now();
  const deadline = started + budgetMs;
  const summary: Summary = { taken: 0, succeeded: 0, continued: 0, retried: 0, dead: 0, lost: 0 };
  let resting = await mustRest(db);
  if (resting) return summary;
  const rest = (error: unknown): undefined => {
    if (!isReadOnly(error)) throw error;
    resting = true;
  };
  const inWork = new Map<Work, Promise<void>>();
  const withoutEffect: JobRow[] = [];

  const start = (job: JobRow) => {
    const work: Work = { job, abort: new AbortController(), settling: false };
    const done = workOn(db, work, findRegistered(jobs, job.kind), { deadline, ...options })
      .then((settlement) => settlement ? summary[settlement]++ : withoutEffect.push(job))
      .then(() => {
        inWork.delete(work);
        if (aloneKinds.includes(job.kind)) lookAloneAt = 0;
      });
    inWork.set(work, done);
  };

  const aloneKinds = jobs.filter(({ runAlone }) => runAlone).map(({ kind }) => kind);
  const aloneInWork = () => [...inWork.keys()].filter(({ job }) => aloneKinds.includes(job.kind));
  let lookAloneAt = 0;

  const take = async (limit: number, kinds: Kinds) => {
    if (limit <= 0 || resting) return;
    const taken = await takeDue(db, limit, leaseMs, kinds).catch(rest) ?? [];
    summary.taken += taken.length;
    taken.forEach(start);
  };
  /** Work that runs alone has places of its own: it keeps nothing else waiting. */
  const takeMore = async () => {
    let free = alone;
    if (aloneKinds.length > 0) free -= aloneInWork().length;
    await take(Math.min(batch, concurrency - inWork.size + alone - free), { except: aloneKinds });
    if (aloneKinds.length === 0 || (Date.now() < lookAloneAt && inWork.size > 0)) return;
    lookAloneAt = Date.now() + LOOK_EVERY_MS;
    // One by one, so that each statement knows of those before it.
    for (; free > 0; free--) await take(1, { alone: aloneKinds });
  };
  const somethingHappens = () => {
    const ends = Promise.race(inWork.values());
    if (aloneKinds.length === 0 || aloneInWork().length === 0) return ends;
    return Promise.race([ends, sleep(LOOK_EVERY_MS, undefined, { ref: false })]);
  };

  await ensureRecurring(db, jobs).catch(rest);
  const watch = keepWatch(db, inWork, leaseMs, deadline);
  try {
    for (;;) {
      if (Date.now() < started + budgetMs / 2) await takeMore();
      if (inWork.size === 0) return summary;
      await somethingHappens();
      const finished = withoutEffect.splice(0);
      if (finished.length === 0) continue;
      const kept = await completeUnlessResting(db, finished);
      summary.succeeded += kept;
      summary.lost += finished.length - kept;
    }
  } finally {
    watch.end();
    for (const { abort } of inWork.keys()) abort.abort(new LeaseLost());
    await Promise.allSettled(inWork.values());
  }
}

async function mustRest(db: SystemDatabase): Promise<boolean> {
  const [row] = await db.select({ isOn: writeSwitch.read_only }).from(writeSwitch);
  return row?.isOn ?? false;
}

/** Renews the leases in time and stops attempts whose job is lost or whose time is up. */
function keepWatch(
  db: SystemDatabase,
  inWork: ReadonlyMap<Work, unknown>,
  leaseMs: number,
  deadline: number,
) {
  const stoppable = () => [...inWork.keys()].filter(({ settling }) => !settling);
  const beat = async () => {
    const watched = stoppable();
    if (watched.length === 0) return;
    const kept = await renew(db, watched.map(({ job }) => job), leaseMs);
    for (const { job, abort, settling } of watched) {
      if (!kept.has(job.id) && !settling) abort.abort(new LeaseLost());
    }
  };
  // A beat that failed is made up for by the next; if none comes through, the lease ends.
  const heart = setInterval(() => void beat().catch(() => {}), leaseMs / 3);
  const alarm = setTimeout(
    () => stoppable().forEach(({ abort }) => abort.abort(new OutOfTime())),
    deadline - Date.now(),
  );
  return {
    end() {
      clearInterval(heart);
      clearTimeout(alarm);
    },
  };
}
