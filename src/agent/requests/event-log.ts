import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { ValueOf } from '../../db/declare/choice.ts';
import type { CallerDatabase } from '../../db/client.ts';
import { type agentEventKinds, agentEvents } from '../../db/schema/agent/requests/agent-events.ts';
import type { agentRequests } from '../../db/schema/agent/requests/agent-requests.ts';

/** What was streamed of an answer. `seq` counts from 1 without gaps; it is the stream's event id. */
export interface LoggedEvent {
  seq: number;
  /** `done` or `error`, the last, is added by the database. */
  event: ValueOf<typeof agentEventKinds>;
  data: unknown;
}

export const isLast = ({ event }: LoggedEvent): boolean => event === 'done' || event === 'error';

/**
 * Takes a queued request of the caller's own to answer it, and logs its first event, `meta`.
 * @returns false when somebody else has, or it has ended
 */
export async function beginRequest(
  db: CallerDatabase,
  requestId: string,
  model: string,
): Promise<boolean> {
  const [row] = await db.execute<{ begun: boolean }>(
    sql`select private.begin_agent_request(${requestId}, ${model}) as begun`,
  );
  return row!.begun;
}

/**
 * Logs a batch of events, unless the request has ended meanwhile; safe to repeat. Without events it
 * only looks.
 *
 * @returns whether the request is still in progress
 */
export async function appendEvents(
  db: CallerDatabase,
  requestId: string,
  events: readonly LoggedEvent[],
): Promise<boolean> {
  const [row] = await db.execute<{ live: boolean }>(
    sql`select private.append_agent_events(${requestId}, ${JSON.stringify(events)}) as live`,
  );
  return row!.live;
}

/** What was logged after `seq`, in order. */
export async function readEvents(
  db: CallerDatabase,
  requestId: string,
  seq: number,
): Promise<LoggedEvent[]> {
  return await db.select({
    seq: agentEvents.seq,
    event: agentEvents.event,
    data: agentEvents.data,
  }).from(agentEvents)
    .where(and(eq(agentEvents.request_id, requestId), gt(agentEvents.seq, seq)))
    .orderBy(asc(agentEvents.seq));
}

/** How a request ends; the trigger logs the last event and settles the charge. */
export type Ending =
  & Pick<typeof agentRequests.$inferInsert, 'output' | 'citations' | 'error'>
  & { status: 'completed' | 'failed' };

/** Ends a request that is in progress; one that has ended otherwise stays as it is. */
export async function endRequest(
  db: CallerDatabase,
  requestId: string,
  { status, output = null, citations = [], error = null }: Ending,
): Promise<void> {
  await db.execute(sql`select private.end_agent_request(
    ${requestId}, ${status}, ${output}, ${JSON.stringify(citations)}, ${error})`);
}
