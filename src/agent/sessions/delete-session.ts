import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { agentSessions } from '../../db/schema/agent/sessions/agent-sessions.ts';
import { ownSession, sessionNotFound } from './read-session.ts';

/**
 * Deletes a session: it leaves the lists and takes no more questions. What was answered in it is
 * removed for good when the account is erased.
 * @throws `agent_session_not_found`
 */
export async function deleteSession(
  { db, caller }: CallerContext,
  { session_id }: { session_id: string },
): Promise<void> {
  const [deleted] = await db.update(agentSessions).set({ deleted_at: sql`now()` })
    .where(ownSession(caller, session_id)).returning({ id: agentSessions.id });
  if (!deleted) throw sessionNotFound();
}
