import type { Database } from '../db/client.ts';
import type { jobs } from '../db/schema/index.ts';

export type Job = typeof jobs.$inferSelect;

/** What a handler may know and do while it works. No transaction is open. */
export interface JobContext {
  job: Job;
  /** Aborts when the job was cancelled, its lease was lost or the deadline has passed. */
  signal: AbortSignal;
  /** Tells whoever waits how far the work is; written at most twice a second. */
  progress(done: number, total: number): Promise<void>;
  /** When the handler must have returned (milliseconds since the epoch). */
  deadline: number;
}

/**
 * The database's part of the work, committed together with the job's new state or not at all. What
 * it returns becomes the job's `result`.
 */
export type JobEffect = (tx: Database) => Promise<unknown>;

/** A slice of long work: its effect is committed and the job is due again, with fresh attempts. */
export interface Continuation {
  continue: JobEffect;
  /** When to go on; at once by default. */
  run_at?: Date;
}

export type JobOutcome = JobEffect | Continuation | void;

/**
 * Does the outside work of a job and answers what it changes in the database. It may be run more
 * than once (a worker dies, a lease is lost); its effect is committed once.
 */
export type JobHandler = (context: JobContext) => Promise<JobOutcome>;

/** A handler whose feature wants to know when the last attempt has failed. */
export interface ObservedHandler {
  run: JobHandler;
  /** Committed together with the job's burial. */
  onDead(job: Job, reason: string): JobEffect;
}

export type JobHandlers = Readonly<Record<string, JobHandler | ObservedHandler>>;

/** Thrown by a handler when no further attempt could end otherwise: the job is dead at once. */
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
    super('The handler did not return before its deadline; split the work into slices');
  }
}
