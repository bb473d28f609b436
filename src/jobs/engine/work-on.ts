import type { SystemDatabase } from '../../db/client.ts';
import { isReadOnly } from '../../db/is-read-only.ts';
import {
  type Continuation,
  type JobOutcome,
  type JobRow,
  Killed,
  LeaseLost,
  type Settlement,
  Unrecoverable,
} from '../attempt.ts';
import type { LocalJob, RegisteredJob } from '../register-job.ts';
import { RECURRING_KEY } from './ensure-recurring.ts';
import { failureReason } from './failure-reason.ts';
import { reportProgress } from './report-progress.ts';
import { goOn, letDie, retryLater, succeed } from './settle.ts';

/** A job that is worked on, and how to stop that. */
export interface Work {
  job: JobRow;
  abort: AbortController;
  /** Its new state is being committed: too late to stop, and its row is locked. */
  settling: boolean;
}

/** Goes around an attempt, which answers as `workOn` does. */
export type Observe = (
  job: JobRow,
  attempt: () => Promise<Settlement | undefined>,
) => Promise<Settlement | undefined>;

interface WorkOptions {
  deadline: number;
  onFailure?: (job: JobRow, error: unknown) => void;
  observe?: Observe;
}

const PROGRESS_EVERY_MS = 500;

/**
 * Makes one attempt at a job, and commits its effect with its new state.
 *
 * @param registered what runs jobs of its kind, if anything does here
 * @returns undefined when the work is done and there is no effect to commit, so that the caller may
 *   complete several such jobs at once
 */
export function workOn(
  db: SystemDatabase,
  work: Work,
  registered: RegisteredJob | undefined,
  { observe = (_job, attempt) => attempt(), ...options }: WorkOptions,
): Promise<Settlement | undefined> {
  return observe(work.job, () => attemptAndSettle(db, work, registered, options));
}

async function attemptAndSettle(
  db: SystemDatabase,
  work: Work,
  registered: RegisteredJob | undefined,
  { deadline, onFailure }: Omit<WorkOptions, 'observe'>,
): Promise<Settlement | undefined> {
  const { job } = work;
  try {
    assertRunnable(job, registered);
    if (registered.runAlone) {
      const { signal } = work.abort;
      return await orStopped(signal, registered.runAlone(job, signal));
    }
    const outcome = again(job, registered, await attempt(db, work, registered, deadline));
    work.settling = true;
    if (!outcome) return undefined;
    const { effectDb = db } = registered;
    if (typeof outcome === 'function') await succeed(effectDb, job, outcome);
    else await goOn(effectDb, job, outcome);
    return typeof outcome === 'function' ? 'succeeded' : 'continued';
  } catch (error) {
    work.settling = true;
    // Nobody may write now: it is nobody's fault, and its lease gives it back later.
    if (error instanceof LeaseLost || isReadOnly(error)) return 'lost';
    onFailure?.(job, error);
    try {
      return await fail(db, job, error, registered?.onEnd);
    } catch {
      // Lost meanwhile, or the database is away: the lease gives the job back.
      return 'lost';
    }
  }
}

function assertRunnable(
  job: JobRow,
  registered: RegisteredJob | undefined,
): asserts registered is RegisteredJob {
  if (!registered) throw new Error(`No job of the kind ${job.kind} is registered`);
  if (job.attempts > job.max_attempts) {
    throw new Unrecoverable('Every worker that took it died or was cut off');
  }
}

/** Answers what some work does, or throws the reason why nobody waits for it any longer. */
async function orStopped<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  stopped.catch(() => {});
  return await Promise.race([work, stopped]);
}

async function attempt(
  db: SystemDatabase,
  { job, abort }: Work,
  { run }: LocalJob,
  deadline: number,
): Promise<JobOutcome> {
  const { signal } = abort;
  let written = 0;
  const progress = async (done: number, total: number) => {
    signal.throwIfAborted();
    if (done < total && Date.now() - written < PROGRESS_EVERY_MS) return;
    written = Date.now();
    if (!await reportProgress(db, job, done, total)) abort.abort(new LeaseLost());
    signal.throwIfAborted();
  };
  return await orStopped(signal, run({ payload: job.payload, job, signal, progress, deadline }));
}

/** Makes a recurring job due again where others are finished by success. */
function again(job: JobRow, { everySeconds }: LocalJob, outcome: JobOutcome): JobOutcome {
  if (everySeconds === undefined || job.dedupe_key !== RECURRING_KEY) return outcome;
  if (typeof outcome === 'object') return outcome;
  return {
    continue: outcome ?? (() => Promise.resolve()),
    run_at: new Date(Date.now() + everySeconds * 1000),
  } satisfies Continuation;
}

async function fail(
  db: SystemDatabase,
  job: JobRow,
  error: unknown,
  onEnd: RegisteredJob['onEnd'] | undefined,
): Promise<Settlement> {
  const reason = failureReason(error);
  // The reason of the attempt before is still there, unless the job has come further since.
  const killedTwice = error instanceof Killed && job.error === reason;
  const last = killedTwice || job.attempts >= job.max_attempts || error instanceof Unrecoverable;
  if (last) await letDie(db, job, { reason, how: killedTwice ? 'killed' : 'dead', onEnd });
  else await retryLater(db, job, reason);
  return last ? 'dead' : 'retried';
}
