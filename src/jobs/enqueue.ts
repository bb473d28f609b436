import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { jobs } from '../db/schema/index.ts';

export interface JobRequest {
  kind: string;
  /** What the handler needs to know: ids, never whole rows. */
  payload?: Record<string, unknown>;
  /** At most one queued or running job per kind and key. */
  dedupe_key?: string;
  /** Not before this instant; at once by default. */
  run_at?: Date;
  /** Whose work it is. */
  user_id?: string;
  /** Attempts before the job is dead (8). */
  max_attempts?: number;
}

/** As the column keeps it: a rounded `now()` could lie in the future, and the job would not be due. */
export const DUE_NOW = sql`date_trunc('milliseconds', now())`;

/**
 * Puts a job into the queue, or finds the live one with the same key. In a transaction it is there
 * if and when that commits.
 *
 * @param db the system door, or a transaction on it
 * @returns `enqueued` is false when the job was there before
 */
export async function enqueue(
  db: Database,
  request: JobRequest,
): Promise<{ id: string; enqueued: boolean }> {
  const { kind, dedupe_key, run_at = DUE_NOW } = request;
  const live = inArray(jobs.status, ['queued', 'running']);
  for (;;) {
    const [job] = await db.insert(jobs).values({ ...request, run_at })
      .onConflictDoNothing({
        target: [jobs.kind, jobs.dedupe_key],
        where: sql`status in ('queued', 'running')`,
      })
      .returning({ id: jobs.id });
    if (job) return { id: job.id, enqueued: true };
    const [twin] = await db.select({ id: jobs.id }).from(jobs)
      .where(and(eq(jobs.kind, kind), eq(jobs.dedupe_key, dedupe_key!), live));
    if (twin) return { id: twin.id, enqueued: false };
    // The twin has finished in between: the way is free now.
  }
}
