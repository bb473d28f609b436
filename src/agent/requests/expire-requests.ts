import { and, inArray, lt } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { agentRequests, requestStates } from '../../db/schema/index.ts';

const BATCH = 500;

/**
 * Ends requests that nobody answers any more, because the process that did is gone, and gives their
 * charges back. At most 500 at a call.
 *
 * @param db the system door
 * @param olderThan made before this; further back than an answer may take
 * @returns how many were ended
 */
export async function expireRequests(db: Database, olderThan: Date): Promise<number> {
  const open = inArray(agentRequests.status, requestStates.before('expired'));
  const stale = db.select({ id: agentRequests.id }).from(agentRequests)
    .where(and(open, lt(agentRequests.created_at, olderThan)))
    .orderBy(agentRequests.created_at).limit(BATCH).for('update', { skipLocked: true });
  const expired = await db.update(agentRequests).set({ status: 'expired' })
    .where(and(inArray(agentRequests.id, stale), open)).returning({ id: agentRequests.id });
  return expired.length;
}
