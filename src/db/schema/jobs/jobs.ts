import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { choices, type ValueOf } from '../../declare/choice.ts';
import { grants } from '../../declare/grants.ts';
import { triggers } from '../../declare/triggers.ts';
import { personalData } from '../../declare/personal-data.ts';
import { retention } from '../../declare/retention.ts';
import { stateMachine } from '../../declare/state-machine.ts';
import { id, instant, timestamps } from '../columns.ts';
import { users } from '../identity/users.ts';
import { privateSchema } from '../system/private.ts';

export const jobStatuses = choices('queued', 'running', 'succeeded', 'dead', 'cancelled');

/** A job that runs is queued again for its next attempt or slice, and one that ended by replay. */
export const jobStates = stateMachine(jobStatuses, {
  legal: {
    queued: ['running', 'cancelled'],
    running: ['queued', 'succeeded', 'dead', 'cancelled'],
    succeeded: [],
    dead: ['queued'],
    cancelled: ['queued'],
  },
});

/** Jobs that are still to be done: one per kind and key. */
export const LIVE_JOB = ['queued', 'running'] as const;

/** Nobody works on a job in one of these, nor will. */
export const ENDED_JOB: readonly ValueOf<typeof jobStatuses>[] = ['succeeded', 'dead', 'cancelled'];

/**
 * The durable queue. A job is due at `run_at`; taking one moves that into the future, which is its
 * lease, so a worker that dies gives its jobs back by doing nothing. `locked_by` is new every time
 * it is taken: whoever lost a lease cannot finish the job.
 */
export const jobs = privateSchema.table('jobs', {
  id: id(),
  kind: text().notNull(),
  payload: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  status: jobStatuses.column().notNull().default('queued'),
  run_at: instant().notNull().defaultNow(),
  attempts: integer().notNull().default(0),
  max_attempts: integer().notNull().default(8),
  locked_by: uuid(),
  /** One live job per kind and key. */
  dedupe_key: text(),
  progress_done: integer().notNull().default(0),
  progress_total: integer(),
  result: jsonb(),
  error: text(),
  /** Whose work it is, if anybody's. */
  user_id: uuid().references(() => users.id),
  /** What caused it, as the W3C's trace context has it: attempts are part of that trace. */
  traceparent: text(),
  finished_at: instant(),
  ...timestamps(),
}, (t) => [
  index('jobs_due_index').on(t.run_at, t.id).where(jobStatuses.among(t.status, LIVE_JOB)),
  uniqueIndex('jobs_dedupe_unique').on(t.kind, t.dedupe_key).where(
    jobStatuses.among(t.status, LIVE_JOB),
  ),
  index('jobs_user_id_index').on(t.user_id),
  index('jobs_dead_index').on(t.finished_at).where(sql`${t.status} = 'dead'`),
  jobStatuses.check('jobs_status_check', t.status),
  check('jobs_attempts_check', sql`${t.attempts} >= 0 and ${t.max_attempts} > 0`),
]).enableRLS();

export const jobsGrants = grants(jobs, {});

export const jobsTriggers = triggers(jobs, 'touch', jobStates.trigger('status'));

export const jobsPersonal = personalData(jobs, {
  user_id: {
    export: { not: 'It names documents by their ids, and those are exported.' },
    erase: {
      keep: {
        what: 'jobs that were done for you, by ids',
        why: 'the queue needs them to remove your files; they go by themselves some weeks later',
      },
    },
  },
});

export const jobsRetention = retention(jobs, {
  what: 'jobs that succeeded or were cancelled',
  days: 7,
  since: jobs.finished_at,
  only: jobStatuses.among(jobs.status, ['succeeded', 'cancelled']),
  why: 'who waits for one reads how it ended',
}, {
  what: 'jobs that died',
  days: 30,
  since: jobs.finished_at,
  only: jobStatuses.among(jobs.status, ['dead']),
  why: 'somebody has to look into them, and may replay them',
});
