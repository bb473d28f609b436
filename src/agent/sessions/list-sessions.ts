import { and, eq, isNull } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { keyset, type PageRequest, type Slice } from '../../db/keyset.ts';
import { agentSessions } from '../../db/schema/agent/sessions/agent-sessions.ts';
import type { AgentSession } from './contract.ts';

/** Lists the caller's conversations, the one with the latest activity first. */
export const listSessions = (
  { db, caller }: CallerContext,
  { page }: { page: PageRequest },
): Promise<Slice<AgentSession>> =>
  keyset('desc', agentSessions.updated_at, agentSessions.id).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(agentSessions).where(and(
        eq(agentSessions.user_id, caller.userId),
        isNull(agentSessions.deleted_at),
        where,
      )).orderBy(...orderBy).limit(limit),
  );
