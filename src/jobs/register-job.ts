import type { z } from 'zod';
import type { SystemDatabase } from '../db/client.ts';
import {
  type Attempt,
  type EndedJob,
  type JobOutcome,
  type JobRow,
  type Settlement,
  Unrecoverable,
} from './attempt.ts';
import type { JobDefinition } from './define-job.ts';

interface RegisteredKind {
  kind: string;
  everySeconds: number | undefined;
  maxAttempts: number | undefined;
  onEnd:
    | ((tx: SystemDatabase, ended: Omit<EndedJob<unknown>, 'payload'>) => Promise<void>)
    | undefined;
}

/** A kind of work with what it needs: ready to be run here. */
export interface LocalJob extends RegisteredKind {
  run(attempt: Attempt<unknown>): Promise<JobOutcome>;
  /** Commits effects instead of the run's own, where one of their statements takes longer. */
  effectDb?: SystemDatabase | undefined;
  runAlone?: undefined;
}

/**
 * Makes one attempt at a job that is taken already in an invocation of its own, by `runTaken`, which
 * settles it. Whoever took it keeps its lease meanwhile.
 * @throws Killed
 */
export type RunAlone = (job: JobRow, signal: AbortSignal) => Promise<Settlement>;

/** A kind of work that runs alone, elsewhere, where it can be ended without ending anything else. */
export interface AloneJob extends RegisteredKind {
  runAlone: RunAlone;
}

export type RegisteredJob = LocalJob | AloneJob;

/** Gives a definition what it needs of the outside. */
export const registerJob = <Payload extends z.ZodType, Ctx>(
  definition: JobDefinition<Payload, Ctx>,
  ctx: Ctx,
  { effectDb }: Pick<LocalJob, 'effectDb'> = {},
): LocalJob => ({
  ...kindOf(definition),
  effectDb,
  async run(attempt) {
    const parsed = definition.payload.safeParse(attempt.payload);
    if (!parsed.success) throw new Unrecoverable(`The payload is wrong: ${reasonOf(parsed.error)}`);
    return await definition.run(ctx, { ...attempt, payload: parsed.data });
  },
});

/** Registers a kind whose cost a stranger decides: an invocation of its own runs it. */
export const registerAlone = <Payload extends z.ZodType, Ctx>(
  definition: JobDefinition<Payload, Ctx>,
  runAlone: RunAlone,
): AloneJob => ({ ...kindOf(definition), runAlone });

const kindOf = <Payload extends z.ZodType, Ctx>(
  { kind, payload, onEnd, everySeconds, maxAttempts }: JobDefinition<Payload, Ctx>,
): RegisteredKind => ({
  kind,
  everySeconds,
  maxAttempts,
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
