import { sql } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import type { Database } from '../../db/client.ts';
import { agentSessions } from '../../db/schema/index.ts';
import { ownSession, sessionNotFound } from './read-session.ts';

/**
 * Deletes a session: it leaves the lists and takes no more questions. What was answered in it is
 * removed for good when the account is erased.
 * @throws `agent_session_not_found`
 */
export async function deleteSession(
  db: Database,
  caller: Caller,
  sessionId: string,
): Promise<void> {
  const [deleted] = await db.update(agentSessions).set({ deleted_at: sql`now()` })
    .where(ownSession(caller, sessionId)).returning({ id: agentSessions.id });
  if (!deleted) throw sessionNotFound();
}
