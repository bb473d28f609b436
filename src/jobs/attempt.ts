import type { SystemDatabase } from '../db/client.ts';
import type { jobs } from '../db/schema/jobs/jobs.ts';

/** A job as the table has it. */
export type JobRow = typeof jobs.$inferSelect;

/** One execution of a job: what it is about and what may be done meanwhile. No transaction is open. */
export interface Attempt<Payload> {
  payload: Payload;
  job: JobRow;
  /** Aborts when the job was cancelled, its lease was lost or the deadline has passed. */
  signal: AbortSignal;
  /** Tells whoever waits how far the work is; written at most twice a second. */
  progress(done: number, total: number): Promise<void>;
  /** When `run` must have returned (milliseconds since the epoch). */
  deadline: number;
}

/**
 * The database's part of the work, committed together with the job's new state or not at all. What
 * it returns becomes the job's `result`.
 */
export type JobEffect = (tx: SystemDatabase) => Promise<unknown>;

/** A slice of long work: its effect is committed and the job is due again, with fresh attempts. */
export interface Continuation {
  continue: JobEffect;
  /** When to go on; at once by default. */
  run_at?: Date;
}

/** What an attempt that did not fail answers. */
export type JobOutcome = JobEffect | Continuation | void;

/** What became of an attempt. */
export type Settlement = 'succeeded' | 'continued' | 'retried' | 'dead' | 'lost';

/**
 * How a job ended without success: `killed` is a death as well, of one whose attempts were ended from
 * outside twice running, because they took more time or memory than an invocation has.
 */
export type JobEnd = 'dead' | 'killed' | 'cancelled';

/** A job that ended without success, for whoever waits for its work. */
export interface EndedJob<Payload> {
  payload: Payload;
  job: JobRow;
  how: JobEnd;
  /** Why it died; null when it was cancelled. */
  reason: string | null;
}

/** Thrown for an attempt that was ended from outside; the second one running is the last. */
export class Killed extends Error {
  override readonly name = 'Killed';

  constructor() {
    super('The attempt was ended: it took more time or memory than an invocation has');
  }
}

/** Thrown by `run` when no further attempt could end otherwise: the job is dead at once. */
export class Unrecoverable extends Error {
  override readonly name = 'Unrecoverable';
}

/** The reason of a `signal` when the job is no longer this worker's: nothing it does will count. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';

  constructor() {
    super('The job was cancelled or taken over by another worker');
  }
}

/** The reason of a `signal` when the time of the run is used up; it counts as a failed attempt. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';

  constructor() {
    super('The attempt did not return before its deadline; split the work into slices');
  }
}
