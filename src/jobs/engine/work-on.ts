import type { Database } from '../../db/client.ts';
import { type Recurring, RECURRING_KEY } from './ensure-recurring.ts';
import { failureReason } from './failure-reason.ts';
import {
  type Continuation,
  type Job,
  type JobHandler,
  type JobOutcome,
  LeaseLost,
  type ObservedHandler,
  Unrecoverable,
} from '../handler.ts';
import { reportProgress } from './report-progress.ts';
import { bury, goOn, retryLater, succeed } from './settle.ts';

/** A job in hand, and how to stop its handler. */
export interface Held {
  job: Job;
  abort: AbortController;
  /** Its new state is being committed: too late to stop, and its row is locked. */
  settling: boolean;
}

export type Ending = 'succeeded' | 'continued' | 'retried' | 'dead' | 'lost';

interface WorkOptions {
  deadline: number;
  recurring: Recurring;
  onFailure?: (job: Job, error: unknown) => void;
}

const PROGRESS_EVERY_MS = 500;

/**
 * One attempt at a job: its handler, and then its effect with its new state.
 *
 * @returns how it ended; undefined when the handler is done and there is no effect to commit, so that
 *   the caller may complete several such jobs at once
 */
export async function workOn(
  db: Database,
  held: Held,
  handler: JobHandler | ObservedHandler | undefined,
  { deadline, recurring, onFailure }: WorkOptions,
): Promise<Ending | undefined> {
  const { job } = held;
  const { run, onDead } = typeof handler === 'function' ? { run: handler } : handler ?? {};
  try {
    assertRunnable(job, run);
    const outcome = again(job, recurring, await attempt(db, held, run, deadline));
    held.settling = true;
    if (!outcome) return undefined;
    if (typeof outcome === 'function') await succeed(db, job, outcome);
    else await goOn(db, job, outcome);
    return typeof outcome === 'function' ? 'succeeded' : 'continued';
  } catch (error) {
    held.settling = true;
    if (error instanceof LeaseLost) return 'lost';
    onFailure?.(job, error);
    try {
      return await fail(db, job, error, onDead);
    } catch {
      // Lost meanwhile, or the database is away: the lease gives the job back.
      return 'lost';
    }
  }
}

function assertRunnable(
  job: Job,
  run: JobHandler | undefined,
): asserts run is JobHandler {
  if (!run) throw new Error(`There is no handler for ${job.kind}`);
  if (job.attempts > job.max_attempts) {
    throw new Unrecoverable('Every worker that took it died or was cut off');
  }
}

/** The handler's answer, or the reason why nobody waits for it any longer. */
async function attempt(
  db: Database,
  { job, abort }: Held,
  run: JobHandler,
  deadline: number,
): Promise<JobOutcome> {
  const { signal } = abort;
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  stopped.catch(() => {});
  let written = 0;
  const progress = async (done: number, total: number) => {
    signal.throwIfAborted();
    if (done < total && Date.now() - written < PROGRESS_EVERY_MS) return;
    written = Date.now();
    if (!await reportProgress(db, job, done, total)) abort.abort(new LeaseLost());
    signal.throwIfAborted();
  };
  return await Promise.race([run({ job, signal, progress, deadline }), stopped]);
}

/** Success of a recurring job makes it due again instead of finishing it. */
function again(job: Job, recurring: Recurring, outcome: JobOutcome): JobOutcome {
  const seconds = recurring[job.kind];
  if (seconds === undefined || job.dedupe_key !== RECURRING_KEY) return outcome;
  if (typeof outcome === 'object') return outcome;
  return {
    continue: outcome ?? (() => Promise.resolve()),
    run_at: new Date(Date.now() + seconds * 1000),
  } satisfies Continuation;
}

async function fail(
  db: Database,
  job: Job,
  error: unknown,
  onDead: ObservedHandler['onDead'] | undefined,
): Promise<Ending> {
  const reason = failureReason(error);
  if (job.attempts < job.max_attempts && !(error instanceof Unrecoverable)) {
    await retryLater(db, job, reason);
    return 'retried';
  }
  await bury(db, job, reason, onDead?.(job, reason));
  return 'dead';
}
