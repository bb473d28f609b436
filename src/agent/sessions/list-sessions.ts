import { and, eq, isNull } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import type { AgentSession } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { agentSessions } from '../../db/schema/index.ts';

const order = newestFirst(agentSessions.created_at, agentSessions.id);

/** The caller's conversations, newest first. */
export async function listSessions(
  db: Database,
  caller: Caller,
  page: PageRequest,
): Promise<Slice<AgentSession>> {
  const rows = await db.select().from(agentSessions).where(and(
    eq(agentSessions.user_id, caller.userId),
    isNull(agentSessions.deleted_at),
    order.where(page.after),
  )).orderBy(...order.orderBy).limit(order.fetch(page.limit));
  return order.slice(rows, page.limit, (session) => [session.created_at, session.id]);
}
