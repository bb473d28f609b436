import { and, eq, isNull } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { agentRequests } from '../../db/schema/agent/requests/agent-requests.ts';
import { refuse } from '../../errors.ts';
import type { AgentRequest } from './contract.ts';

export const requestNotFound = () => refuse('agent_request_not_found');

/**
 * Reads a question of the caller's and its answer, as far as it is.
 * @throws `agent_request_not_found`
 */
export async function readRequest(
  { db, caller }: CallerContext,
  { request_id }: { request_id: string },
): Promise<AgentRequest> {
  const [request] = await db.select().from(agentRequests)
    .where(and(
      eq(agentRequests.id, request_id),
      eq(agentRequests.user_id, caller.userId),
      isNull(agentRequests.deleted_at),
    ));
  if (!request) throw requestNotFound();
  return request;
}
