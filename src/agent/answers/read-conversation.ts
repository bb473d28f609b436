import { desc, eq } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import { SessionContext } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { agentRequests } from '../../db/schema/index.ts';
import type { Turn } from './prompt.ts';
import { ownSession, sessionNotFound } from '../sessions/read-session.ts';

const TURNS = 4;

/**
 * What a question is to be understood by: what its session searches, and the last questions that
 * were answered in it, oldest first and without the marks of their citations.
 *
 * @throws `agent_session_not_found`
 */
export async function readConversation(
  db: Database,
  caller: Caller,
  sessionId: string,
): Promise<{ context: SessionContext; history: Turn[] }> {
  const session = await db.query.agentSessions.findFirst({
    where: ownSession(caller, sessionId),
    columns: { context: true },
    with: {
      requests: {
        where: eq(agentRequests.status, 'completed'),
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
