import { and, eq } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import type { AgentRequest } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { agentRequests } from '../../db/schema/index.ts';

const order = newestFirst(agentRequests.created_at, agentRequests.id);

/** What was asked and answered in a session, newest first; of others' sessions nothing. */
export async function listRequests(
  db: Database,
  caller: Caller,
  sessionId: string,
  page: PageRequest,
): Promise<Slice<AgentRequest>> {
  const rows = await db.select().from(agentRequests).where(and(
    eq(agentRequests.session_id, sessionId),
    eq(agentRequests.user_id, caller.userId),
    order.where(page.after),
  )).orderBy(...order.orderBy).limit(order.fetch(page.limit));
  return order.slice(rows, page.limit, (request) => [request.created_at, request.id]);
}
