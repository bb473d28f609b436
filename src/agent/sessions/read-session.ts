import { and, eq, isNull } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import type { AgentSession } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { agentSessions } from '../../db/schema/index.ts';
import { notFound } from '../../errors.ts';

export const sessionNotFound = () =>
  notFound('agent_session_not_found', 'There is no such session.');

/** A live session of the caller's own. */
export const ownSession = (caller: Caller, sessionId: string) =>
  and(
    eq(agentSessions.id, sessionId),
    eq(agentSessions.user_id, caller.userId),
    isNull(agentSessions.deleted_at),
  );

/** @throws `agent_session_not_found` */
export async function readSession(
  db: Database,
  caller: Caller,
  sessionId: string,
): Promise<AgentSession> {
  const [session] = await db.select().from(agentSessions).where(ownSession(caller, sessionId));
  if (!session) throw sessionNotFound();
  return session;
}
