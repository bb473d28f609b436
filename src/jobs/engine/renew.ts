import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { jobs } from '../../db/schema/jobs/jobs.ts';
import { type HeldJob, stillHeld } from './held.ts';

/**
 * Extends the leases of jobs that are being worked on.
 *
 * @returns the ids of those that are still held; the others were cancelled or taken over
 */
export async function renew(
  db: SystemDatabase,
  held: readonly HeldJob[],
  leaseMs: number,
): Promise<Set<string>> {
  const rows = await db.update(jobs)
    .set({ run_at: sql`now() + ${leaseMs}::float8 * interval '1 millisecond'` })
    .where(stillHeld(held)).returning({ id: jobs.id });
  return new Set(rows.map(({ id }) => id));
}
