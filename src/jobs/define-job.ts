import type { z } from 'zod';
import type { SystemDatabase } from '../db/client.ts';
import type { Attempt, EndedJob, JobOutcome } from './attempt.ts';

/** A kind of work, declared once, in the feature that it serves. */
export interface JobDefinition<Payload extends z.ZodType, Ctx> {
  /** Its name in the queue, where jobs outlive a deployment: renaming it leaves them to nobody. */
  kind: string;
  /** What it is about: ids, never whole rows. A payload that does not parse is a dead job. */
  payload: Payload;
  /**
   * Does the outside part of the work and answers what it changes in the database. It may be run
   * more than once (a worker dies, a lease is lost); its effect is committed once.
   */
  run(ctx: Ctx, attempt: Attempt<z.output<Payload>>): Promise<JobOutcome>;
  /** Tells the feature that the job died or was cancelled, in the commit that says so. */
  onEnd?(tx: SystemDatabase, ended: EndedJob<z.output<Payload>>): Promise<void>;
  /** Seconds between two runs of a job that runs by itself, with the payload `{}`. */
  everySeconds?: number;
  /** Attempts before it is dead (8). */
  maxAttempts?: number;
}

/** Declares a kind of work. What it needs of the outside is `Ctx`, the type of `run`'s first parameter. */
export const defineJob = <Payload extends z.ZodType, Ctx>(
  definition: JobDefinition<Payload, Ctx>,
): JobDefinition<Payload, Ctx> => definition;
