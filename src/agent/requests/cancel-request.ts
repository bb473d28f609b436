import { sql } from 'drizzle-orm';
import type { AgentRequest } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { decodeRow } from '../../db/decode-row.ts';
import { agentRequests } from '../../db/schema/index.ts';
import { wrongState } from '../../errors.ts';
import { requestNotFound } from './read-request.ts';

/**
 * Stops a request and gives its charge back. Whoever is answering it notices within a second.
 * Cancelling twice is one cancellation.
 *
 * @throws `agent_request_not_found`, `agent_request_completed`, `agent_request_failed` or
 *   `agent_request_expired` (conflict)
 */
export async function cancelRequest(db: Database, requestId: string): Promise<AgentRequest> {
  const [row] = await db.execute(sql`select * from private.cancel_agent_request(${requestId})`);
  if (!row) throw requestNotFound();
  const request = decodeRow(agentRequests, row);
  if (request.status === 'cancelled') return request;
  throw wrongState(
    'agent_request',
    request.status,
    `The request is ${request.status} already.`,
  );
}
