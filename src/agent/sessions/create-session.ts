import type { CallerContext } from '../../db/context.ts';
import { agentSessions } from '../../db/schema/agent/sessions/agent-sessions.ts';
import type { AgentSession, CreateSessionInput } from './contract.ts';

/** Opens a conversation with the assistant. */
export async function createSession(
  { db, caller }: CallerContext,
  { body }: { body: CreateSessionInput },
): Promise<AgentSession> {
  const [session] = await db.insert(agentSessions)
    .values({ ...body, user_id: caller.userId }).returning();
  return session!;
}
