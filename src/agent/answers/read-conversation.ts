import { and, desc, eq, isNull } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { agentRequests } from '../../db/schema/agent/requests/agent-requests.ts';
import { SessionContext } from '../sessions/contract.ts';
import { ownSession, sessionNotFound } from '../sessions/read-session.ts';
import type { Turn } from './prompt.ts';

const TURNS = 4;

/**
 * Reads what a question is to be understood by: what its session searches, and the last questions that
 * were answered in it, oldest first and without the marks of their citations.
 *
 * @throws `agent_session_not_found`
 */
export async function readConversation(
  { db, caller }: CallerContext,
  { session_id }: { session_id: string },
): Promise<{ context: SessionContext; history: Turn[] }> {
  const session = await db.query.agentSessions.findFirst({
    where: ownSession(caller, session_id),
    columns: { context: true },
    with: {
      requests: {
        where: and(eq(agentRequests.status, 'completed'), isNull(agentRequests.deleted_at)),
        columns: { input: true, output: true },
        orderBy: [desc(agentRequests.created_at), desc(agentRequests.id)],
        limit: TURNS,
      },
    },
  });
  if (!session) throw sessionNotFound();
  const history = session.requests.reverse().map(({ input, output }) => ({
    input,
    output: (output ?? '').replace(/ ?\[\d+\]/g, ''),
  }));
  return { context: SessionContext.catch({}).parse(session.context), history };
}
