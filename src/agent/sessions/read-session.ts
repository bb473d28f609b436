import { and, eq, isNull } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import type { CallerContext } from '../../db/context.ts';
import { agentSessions } from '../../db/schema/agent/sessions/agent-sessions.ts';
import { refuse } from '../../errors.ts';
import type { AgentSession } from './contract.ts';

export const sessionNotFound = () => refuse('agent_session_not_found');

/** A live session of the caller's own. */
export const ownSession = (caller: Caller, sessionId: string) =>
  and(
    eq(agentSessions.id, sessionId),
    eq(agentSessions.user_id, caller.userId),
    isNull(agentSessions.deleted_at),
  );

/**
 * Reads one conversation of the caller's.
 * @throws `agent_session_not_found`
 */
export async function readSession(
  { db, caller }: CallerContext,
  { session_id }: { session_id: string },
): Promise<AgentSession> {
  const [session] = await db.select().from(agentSessions).where(ownSession(caller, session_id));
  if (!session) throw sessionNotFound();
  return session;
}
