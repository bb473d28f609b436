import { and, eq } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import type { AgentSession, UpdateSessionInput } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { agentSessions } from '../../db/schema/index.ts';
import { preconditionFailed } from '../../errors.ts';
import { ownSession, readSession } from './read-session.ts';

/**
 * Renames a session, or narrows what it searches from now on.
 *
 * @param expectedVersion the `updated_at` the change was made against, if the client sent one
 * @throws `agent_session_not_found`, `precondition_failed`
 */
export async function updateSession(
  db: Database,
  caller: Caller,
  sessionId: string,
  input: UpdateSessionInput,
  expectedVersion?: Date,
): Promise<AgentSession> {
  const [session] = await db.update(agentSessions).set(input).where(and(
    ownSession(caller, sessionId),
    expectedVersion && eq(agentSessions.updated_at, expectedVersion),
  )).returning();
  if (session) return session;
  await readSession(db, caller, sessionId);
  throw preconditionFailed('precondition_failed', 'The session has changed since it was read.');
}
