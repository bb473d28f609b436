import { and } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { agentSessions } from '../../db/schema/agent/sessions/agent-sessions.ts';
import { assertVersion, isVersion } from '../../db/version.ts';
import type { AgentSession, UpdateSessionInput } from './contract.ts';
import { ownSession, readSession, sessionNotFound } from './read-session.ts';

/**
 * Renames a session, or narrows what it searches from now on.
 * @throws `agent_session_not_found`, `precondition_failed`
 */
export async function updateSession(
  ctx: CallerContext,
  { session_id, body, version }: {
    session_id: string;
    body: UpdateSessionInput;
    version: Date | undefined;
  },
): Promise<AgentSession> {
  const [session] = await ctx.db.update(agentSessions).set(body)
    .where(and(ownSession(ctx.caller, session_id), isVersion(agentSessions, version)))
    .returning();
  if (session) return session;
  assertVersion(await readSession(ctx, { session_id }), version, 'session');
  throw sessionNotFound();
}
