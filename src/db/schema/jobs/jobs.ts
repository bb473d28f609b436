import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { grants } from '../../grants.ts';
import { triggers } from '../../triggers.ts';
import { id, instant, timestamps } from '../columns.ts';
import { users } from '../identity/users.ts';
import { privateSchema } from '../system/private.ts';
import { jobStatuses } from './job-status.ts';

/**
 * The durable queue. A job is due at `run_at`; taking one moves that into the future, which is its
 * lease, so a worker that dies gives its jobs back by doing nothing. `locked_by` is new every time
 * it is taken: whoever lost a lease cannot finish the job.
 */
export const jobs = privateSchema.table('jobs', {
  id: id(),
  kind: text().notNull(),
  payload: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  status: text({ enum: jobStatuses }).notNull().default('queued'),
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
  finished_at: instant(),
  ...timestamps(),
}, (t) => [
  index('jobs_due_index').on(t.run_at, t.id).where(sql`${t.status} in ('queued', 'running')`),
  uniqueIndex('jobs_dedupe_unique').on(t.kind, t.dedupe_key).where(
    sql`${t.status} in ('queued', 'running')`,
  ),
  index('jobs_user_id_index').on(t.user_id),
  index('jobs_dead_index').on(t.finished_at).where(sql`${t.status} = 'dead'`),
  check(
    'jobs_status_check',
    sql`${t.status} in (${sql.raw(jobStatuses.map((status) => `'${status}'`).join(', '))})`,
  ),
  check('jobs_attempts_check', sql`${t.attempts} >= 0 and ${t.max_attempts} > 0`),
]).enableRLS();

export const jobsGrants = grants(jobs, {});

export const jobsTriggers = triggers(jobs, 'touch');
