import type { SystemDatabase } from '../../db/client.ts';
import { jobs } from '../../db/schema/jobs/jobs.ts';
import { type HeldJob, stillHeld } from './held.ts';

/**
 * Writes how far a job is, in units of its own: `done` of `total`.
 *
 * @returns whether the job is still held
 */
export async function reportProgress(
  db: SystemDatabase,
  job: HeldJob,
  done: number,
  total: number,
): Promise<boolean> {
  const rows = await db.update(jobs)
    .set({ progress_done: Math.round(done), progress_total: Math.round(total) })
    .where(stillHeld([job])).returning({ id: jobs.id });
  return rows.length > 0;
}
