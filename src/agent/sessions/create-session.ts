import type { Caller } from '../../caller.ts';
import type { AgentSession, CreateSessionInput } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { agentSessions } from '../../db/schema/index.ts';

/** Opens a conversation with the assistant. */
export async function createSession(
  db: Database,
  caller: Caller,
  input: CreateSessionInput,
): Promise<AgentSession> {
  const [session] = await db.insert(agentSessions)
    .values({ ...input, user_id: caller.userId }).returning();
  return session!;
}
