import { and, desc, eq } from 'drizzle-orm';
import type { Caller } from '../caller.ts';
import type { Database } from '../db/client.ts';
import { agentRequests } from '../db/schema/index.ts';
import type { Turn } from './prompt.ts';

const TURNS = 4;

/** The last answered questions of a session, oldest first, without the marks of their citations. */
export async function readHistory(
  db: Database,
  caller: Caller,
  sessionId: string,
): Promise<Turn[]> {
  const rows = await db.select({ input: agentRequests.input, output: agentRequests.output })
    .from(agentRequests)
    .where(and(
      eq(agentRequests.session_id, sessionId),
      eq(agentRequests.user_id, caller.userId),
      eq(agentRequests.status, 'completed'),
    ))
    .orderBy(desc(agentRequests.created_at), desc(agentRequests.id)).limit(TURNS);
  return rows.reverse().map(({ input, output }) => ({
    input,
    output: (output ?? '').replace(/ ?\[\d+\]/g, ''),
  }));
}
