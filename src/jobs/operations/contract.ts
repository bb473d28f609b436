import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { jobs } from '../../db/schema/jobs/jobs.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';

const jobRow = createSelectSchema(jobs, {
  id: z.guid(),
  payload: z.record(z.string(), z.unknown()),
  result: z.unknown(),
  user_id: z.guid().nullable(),
  run_at: instant.meta({ description: 'When it is due; of a running job, when its lease ends' }),
  traceparent: z.string().nullable().meta({
    description: 'Of the request that caused it: its attempts are part of that trace',
  }),
  finished_at: instant.nullable(),
  ...timestamps,
});

export const JobStatus = jobRow.shape.status;
export type JobStatus = z.output<typeof JobStatus>;

export const Job = jobRow.pick({
  id: true,
  kind: true,
  payload: true,
  status: true,
  run_at: true,
  attempts: true,
  max_attempts: true,
  dedupe_key: true,
  result: true,
  error: true,
  user_id: true,
  traceparent: true,
  finished_at: true,
  created_at: true,
  updated_at: true,
}).extend({
  progress: z.object({
    done: z.int(),
    total: z.int().nullable().meta({ description: 'Null until the work knows' }),
  }),
}).meta({
  id: 'Job',
  example: {
    id: EXAMPLE.job_id,
    kind: 'process_document',
    payload: { document_id: EXAMPLE.document_id },
    status: 'running',
    run_at: EXAMPLE.decided,
    attempts: 1,
    max_attempts: 5,
    dedupe_key: EXAMPLE.document_id,
    result: null,
    error: null,
    user_id: EXAMPLE.user_id,
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    finished_at: null,
    created_at: EXAMPLE.asked,
    updated_at: EXAMPLE.decided,
    progress: { done: 12, total: 40 },
  },
});
export type Job = z.output<typeof Job>;

export const JobParams = z.object({ job_id: z.guid() });

export const JobsQuery = PageQuery.extend({
  status: JobStatus.optional(),
  kind: z.string().max(64).optional(),
});
export type JobsQuery = z.output<typeof JobsQuery>;

export const ReplayInput = z.strictObject({ kind: z.string().min(1).max(64) })
  .meta({ id: 'ReplayInput', example: { kind: 'process_document' } });
export type ReplayInput = z.output<typeof ReplayInput>;

export const Replayed = z.object({
  replayed: z.int().meta({ description: 'At most 1,000; call again until it is 0' }),
}).meta({ id: 'Replayed', example: { replayed: 3 } });

export const RunSummary = z.object({
  taken: z.int().meta({ description: 'A long job is taken once for each slice' }),
  succeeded: z.int(),
  continued: z.int().meta({ description: 'Slices of longer work, and recurring jobs' }),
  retried: z.int().meta({ description: 'Failed, and due again later' }),
  dead: z.int(),
  lost: z.int().meta({ description: 'Cancelled meanwhile, or taken over after a lost lease' }),
}).meta({
  id: 'RunSummary',
  example: { taken: 7, succeeded: 4, continued: 2, retried: 1, dead: 0, lost: 0 },
});

/** A job that a worker has taken, and the proof that it has. */
export const TakenJob = z.strictObject({ locked_by: z.guid() }).meta({
  id: 'TakenJob',
  example: { locked_by: 'f06a8c1d-92b7-4e35-8d40-b7e2a5c9f318' },
});

export const Settled = z.object({
  settlement: z.enum(['succeeded', 'continued', 'retried', 'dead', 'lost']),
}).meta({ id: 'Settled', example: { settlement: 'succeeded' } });
