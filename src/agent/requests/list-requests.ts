import { and, eq, isNull } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { agentRequests } from '../../db/schema/agent/requests/agent-requests.ts';
import { readSession } from '../sessions/read-session.ts';
import type { AgentRequest } from './contract.ts';

/**
 * Lists what was asked and answered in a session, newest first.
 * @throws `agent_session_not_found`
 */
export async function listRequests(
  ctx: CallerContext,
  { session_id, page }: { session_id: string; page: PageRequest },
): Promise<Slice<AgentRequest>> {
  await readSession(ctx, { session_id });
  return await newestFirst(agentRequests).list(
    page,
    ({ where, orderBy, limit }) =>
      ctx.db.select().from(agentRequests).where(and(
        eq(agentRequests.session_id, session_id),
        eq(agentRequests.user_id, ctx.caller.userId),
        isNull(agentRequests.deleted_at),
        where,
      )).orderBy(...orderBy).limit(limit),
  );
}
