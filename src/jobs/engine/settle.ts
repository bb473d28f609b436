import { eq, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { SystemDatabase } from '../../db/client.ts';
import { jobs } from '../../db/schema/jobs/jobs.ts';
import { backoffMs } from './backoff.ts';
import { SUCCEEDED } from './complete.ts';
import { DUE_NOW } from './due-now.ts';
import {
  type Continuation,
  type JobEffect,
  type JobEnd,
  type JobRow,
  LeaseLost,
} from '../attempt.ts';
import type { RegisteredJob } from '../register-job.ts';
import { stillHeld } from './held.ts';

/**
 * Commits an effect and the job's success together.
 *
 * @throws LeaseLost when the job is another's by now; nothing is committed
 */
export const succeed = (db: SystemDatabase, job: JobRow, effect: JobEffect): Promise<void> =>
  settle(db, job, SUCCEEDED, effect);

/**
 * Commits a slice and makes the job due again, with all its attempts, because it has come further.
 *
 * @throws LeaseLost as `succeed` does
 */
export const goOn = (db: SystemDatabase, job: JobRow, slice: Continuation): Promise<void> =>
  settle(db, job, {
    status: 'queued',
    locked_by: null,
    error: null,
    attempts: 0,
    run_at: slice.run_at ?? DUE_NOW,
  }, slice.continue);

/** Gives the job back until its next attempt. Throws LeaseLost as `succeed` does. */
export const retryLater = (db: SystemDatabase, job: JobRow, reason: string): Promise<void> =>
  settle(db, job, {
    status: 'queued',
    locked_by: null,
    error: reason,
    run_at: sql`${DUE_NOW} + ${backoffMs(job.attempts)}::float8 * interval '1 millisecond'`,
  });

/**
 * Lets the job die: nobody tries again until it is replayed. The feature's end hook commits with it.
 * Throws LeaseLost as `succeed` does.
 */
export const letDie = (
  db: SystemDatabase,
  job: JobRow,
  { reason, how, onEnd }: {
    reason: string;
    how: Exclude<JobEnd, 'cancelled'>;
    onEnd: RegisteredJob['onEnd'];
  },
): Promise<void> =>
  settle(
    db,
    job,
    { status: 'dead', locked_by: null, error: reason, finished_at: sql`now()` },
    onEnd && ((tx) => onEnd(tx, { job, how, reason })),
  );

/** The state first: its row lock keeps the job from being cancelled or taken while effects run. */
async function settle(
  db: SystemDatabase,
  job: JobRow,
  state: PgUpdateSetSource<typeof jobs>,
  effect?: JobEffect,
): Promise<void> {
  if (!effect) return await become(db, job, state);
  await db.transaction(async (tx) => {
    await become(tx, job, state);
    const result = await effect(tx);
    if (result !== undefined) await tx.update(jobs).set({ result }).where(eq(jobs.id, job.id));
  });
}

async function become(
  db: SystemDatabase,
  job: JobRow,
  state: PgUpdateSetSource<typeof jobs>,
): Promise<void> {
  const [row] = await db.update(jobs).set(state).where(stillHeld([job])).returning({
    id: jobs.id,
  });
  if (!row) throw new LeaseLost();
}
