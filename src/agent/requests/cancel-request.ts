import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { callForRows } from '../../db/call.ts';
import { agentRequests } from '../../db/schema/agent/requests/agent-requests.ts';
import { wrongState } from '../../errors.ts';
import type { AgentRequest } from './contract.ts';
import { requestNotFound } from './read-request.ts';

/**
 * Stops a request and gives its charge back. Whoever is answering it notices within a second.
 * Cancelling twice is one cancellation.
 *
 * @throws `agent_request_not_found`, `agent_request_completed`, `agent_request_failed` or
 *   `agent_request_expired` (conflict)
 */
export async function cancelRequest(
  { db }: CallerContext,
  { request_id }: { request_id: string },
): Promise<AgentRequest> {
  const call = sql`private.cancel_agent_request(${request_id})`;
  const [request] = await callForRows(db, agentRequests, call);
  if (!request) throw requestNotFound();
  if (request.status === 'cancelled') return request;
  throw wrongState('agent_request', request.status);
}
