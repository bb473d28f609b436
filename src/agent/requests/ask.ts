import { sql } from 'drizzle-orm';
import type { AgentRequest } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { decodeRow } from '../../db/decode-row.ts';
import { agentRequests } from '../../db/schema/index.ts';
import { onViolation } from '../../db/violation.ts';
import { exhausted, invalid } from '../../errors.ts';
import { sessionNotFound } from '../sessions/read-session.ts';
import { nextPeriod } from '../usage/usage-period.ts';

const quotaExceeded = () =>
  exhausted('quota_exceeded', 'The quota of your plan is used up.', nextPeriod(new Date()));

const keyReused = () =>
  invalid(
    'idempotency_key_reused',
    'This Idempotency-Key was used for another question.',
    'header.idempotency-key',
  );

/**
 * Puts a question: makes the request, queued, and charges it, in one statement. The same key and
 * question again answer with the request that was made, however far it has come since.
 *
 * @throws `quota_exceeded` (exhausted), `agent_session_not_found`, `idempotency_key_reused` (invalid)
 */
export async function ask(
  db: Database,
  sessionId: string,
  question: string,
  idempotencyKey?: string,
): Promise<AgentRequest> {
  const [row] = await db.execute(
    sql`select * from private.start_agent_request(${sessionId}, ${question}, ${
      idempotencyKey ?? null
    })`,
  ).catch(onViolation('quota_exceeded', quotaExceeded))
    .catch(onViolation('agent_session_not_found', sessionNotFound))
    .catch(onViolation('idempotency_key_reused', keyReused));
  return decodeRow(agentRequests, row!);
}
