import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import type { RegisteredJob } from '../register-job.ts';

/** The dedupe key of a recurring job, of which there is one per kind, always. */
export const RECURRING_KEY = 'recurring';

/**
 * Makes sure that every recurring job is in the queue. It never finishes: its success makes it due
 * again later, and should it have died it starts anew here.
 */
export async function ensureRecurring(
  db: SystemDatabase,
  jobs: readonly RegisteredJob[],
): Promise<void> {
  const recurring = jobs.filter(({ everySeconds }) => everySeconds !== undefined)
    .map(({ kind, maxAttempts }) => ({ kind, max_attempts: maxAttempts }));
  if (recurring.length === 0) return;
  await db.execute(sql`
    select private.enqueue_job(
      kind, job_key => ${RECURRING_KEY}, job_max_attempts => max_attempts
    )
    from jsonb_to_recordset(${JSON.stringify(recurring)}::jsonb)
      as job (kind text, max_attempts integer)`);
}
