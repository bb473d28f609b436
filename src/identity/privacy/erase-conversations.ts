import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { agentEvents, agentRequests, agentSessions } from '../../db/schema/index.ts';

/**
 * Removes what a person asked the assistant and was answered; that they asked stays countable.
 * Answers under way are cancelled, so that nothing is written after this.
 *
 * @param db the system door, in the transaction that erases the person
 */
export async function eraseConversations(db: Database, userId: string): Promise<void> {
  const own = eq(agentRequests.user_id, userId);
  await db.update(agentRequests).set({ status: 'cancelled' })
    .where(and(own, inArray(agentRequests.status, ['queued', 'in_progress'])));
  await db.update(agentRequests).set({ input: '', output: null, citations: [], error: null })
    .where(own);
  await db.delete(agentEvents).where(eq(agentEvents.user_id, userId));
  await db.update(agentSessions)
    .set({
      title: null,
      context: {},
      deleted_at: sql`coalesce(${agentSessions.deleted_at}, now())`,
    })
    .where(eq(agentSessions.user_id, userId));
}
