import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { callForRows } from '../../db/call.ts';
import { agentRequests } from '../../db/schema/agent/requests/agent-requests.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import { sessionNotFound } from '../sessions/read-session.ts';
import { nextPeriod } from '../usage/usage-period.ts';
import type { AgentRequest, AskInput } from './contract.ts';

const quotaExceeded = () => refuse('quota_exceeded', { retryAt: nextPeriod(new Date()) });

const keyReused = () => refuse('idempotency_key_reused', { field: 'header.idempotency-key' });

const requestDeleted = () => refuse('agent_request_deleted');

/**
 * Puts a question: makes the request, queued, and charges it, in one statement. The same key and
 * question again answer with the request that was made, however far it has come since.
 *
 * @throws `quota_exceeded` (exhausted), `agent_session_not_found`, `idempotency_key_reused` (invalid),
 *   `agent_request_deleted` (gone)
 */
export async function ask(
  { db }: CallerContext,
  { session_id, body, idempotency_key }: {
    session_id: string;
    body: AskInput;
    idempotency_key?: string | undefined;
  },
): Promise<AgentRequest> {
  const [request] = await callForRows(
    db,
    agentRequests,
    sql`private.start_agent_request(${session_id}, ${body.input}, ${idempotency_key ?? null})`,
  ).catch(onViolation('quota_exceeded', quotaExceeded))
    .catch(onViolation('agent_session_not_found', sessionNotFound))
    .catch(onViolation('idempotency_key_reused', keyReused))
    .catch(onViolation('agent_request_deleted', requestDeleted));
  return request!;
}
