import type { z } from 'zod';
import type { SystemDatabase } from '../db/client.ts';
import { type Attempt, type EndedJob, type JobOutcome, Unrecoverable } from './attempt.ts';
import type { JobDefinition } from './define-job.ts';

/** A kind of work with what it needs: ready to be run. */
export interface RegisteredJob {
  kind: string;
  everySeconds: number | undefined;
  maxAttempts: number | undefined;
  run(attempt: Attempt<unknown>): Promise<JobOutcome>;
  onEnd:
    | ((tx: SystemDatabase, ended: Omit<EndedJob<unknown>, 'payload'>) => Promise<void>)
    | undefined;
}

/** Gives a definition what it needs of the outside. */
export const registerJob = <Payload extends z.ZodType, Ctx>(
  { kind, payload, run, onEnd, everySeconds, maxAttempts }: JobDefinition<Payload, Ctx>,
  ctx: Ctx,
): RegisteredJob => ({
  kind,
  everySeconds,
  maxAttempts,
  async run(attempt) {
    const parsed = payload.safeParse(attempt.payload);
    if (!parsed.success) throw new Unrecoverable(`The payload is wrong: ${reasonOf(parsed.error)}`);
    return await run(ctx, { ...attempt, payload: parsed.data });
  },
  onEnd: onEnd && (async (tx, ended) => {
    // A payload that cannot be read names nobody to be told.
    const parsed = payload.safeParse(ended.job.payload);
    if (parsed.success) await onEnd(tx, { ...ended, payload: parsed.data });
  }),
});

/** Which field is wrong and how; a value of it is not part of zod's messages. */
const reasonOf = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join(
    '; ',
  );

/** Finds what runs jobs of a kind. */
export const findRegistered = (
  jobs: readonly RegisteredJob[],
  kind: string,
): RegisteredJob | undefined => jobs.find((job) => job.kind === kind);
