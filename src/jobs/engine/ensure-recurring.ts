import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { jobs } from '../../db/schema/index.ts';
import { DUE_NOW } from '../enqueue.ts';

/** Seconds between two runs, by kind. */
export type Recurring = Readonly<Record<string, number>>;

/** The dedupe key of a recurring job, of which there is one per kind, always. */
export const RECURRING_KEY = 'recurring';

/**
 * Makes sure that every recurring job is in the queue. It never finishes: its success makes it due
 * again later, and should it have died it starts anew here.
 *
 * @param db the system door
 */
export async function ensureRecurring(db: Database, recurring: Recurring): Promise<void> {
  const kinds = Object.keys(recurring);
  if (kinds.length === 0) return;
  await db.insert(jobs)
    .values(kinds.map((kind) => ({ kind, dedupe_key: RECURRING_KEY, run_at: DUE_NOW })))
    .onConflictDoNothing({
      target: [jobs.kind, jobs.dedupe_key],
      where: sql`status in ('queued', 'running')`,
    });
}
