import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { SystemDatabase } from '../db/client.ts';
import type { JobDefinition } from './define-job.ts';

export interface EnqueueOptions {
  /** At most one queued or running job per kind and key. */
  key?: string;
  /** Not before this instant; at once by default. */
  runAt?: Date;
  /** Whose work it is. */
  userId?: string;
}

/**
 * Puts a job into the queue, or finds the live one with the same key. In a transaction it is there
 * if and when that commits.
 *
 * @returns `enqueued` is false when the job was there before
 */
export async function enqueue<Payload extends z.ZodType>(
  db: SystemDatabase,
  { kind, maxAttempts }: Pick<JobDefinition<Payload, never>, 'kind' | 'maxAttempts' | 'payload'>,
  payload: z.input<Payload>,
  { key, runAt, userId }: EnqueueOptions = {},
): Promise<{ id: string; enqueued: boolean }> {
  const [job] = await db.execute<{ id: string; enqueued: boolean }>(sql`
    select job_id as id, enqueued from private.enqueue_job(
      job_kind => ${kind},
      job_payload => ${JSON.stringify(payload)}::jsonb,
      job_key => ${key ?? null},
      job_user => ${userId ?? null}::uuid,
      job_run_at => ${runAt?.toISOString() ?? null}::timestamptz,
      job_max_attempts => ${maxAttempts ?? null}::integer
    )`);
  return job!;
}
