import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { isReadOnly } from '../../db/is-read-only.ts';
import { jobs } from '../../db/schema/jobs/jobs.ts';
import { type HeldJob, stillHeld } from './held.ts';

/** What a job's row becomes when its work is done. */
export const SUCCEEDED = {
  status: 'succeeded' as const,
  locked_by: null,
  error: null,
  finished_at: sql`now()`,
};

/**
 * Finishes jobs that have no effect to commit, all in one statement.
 *
 * @returns how many were still held
 */
export async function complete(db: SystemDatabase, held: readonly HeldJob[]): Promise<number> {
  const rows = await db.update(jobs).set(SUCCEEDED).where(stillHeld(held))
    .returning({ id: jobs.id });
  return rows.length;
}

/** The same; none where nobody may write: their leases give them back. */
export const completeUnlessResting = (
  db: SystemDatabase,
  held: readonly HeldJob[],
): Promise<number> =>
  complete(db, held).catch((error) => {
    if (!isReadOnly(error)) throw error;
    return 0;
  });
