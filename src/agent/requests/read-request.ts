import { and, eq } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import type { AgentRequest } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { agentRequests } from '../../db/schema/index.ts';
import { notFound } from '../../errors.ts';

export const requestNotFound = () =>
  notFound('agent_request_not_found', 'There is no such request.');

/** @throws `agent_request_not_found` */
export async function readRequest(
  db: Database,
  caller: Caller,
  requestId: string,
): Promise<AgentRequest> {
  const [request] = await db.select().from(agentRequests)
    .where(and(eq(agentRequests.id, requestId), eq(agentRequests.user_id, caller.userId)));
  if (!request) throw requestNotFound();
  return request;
}
