import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import type { ValueOf } from '../../db/choice.ts';
import { type agentEventKinds, agentEvents, agentRequests } from '../../db/schema/index.ts';

/** What was streamed of an answer. `seq` counts from 1 without gaps; it is the stream's event id. */
export interface LoggedEvent {
  seq: number;
  /** `done` or `error`, the last, is added by the database. */
  event: ValueOf<typeof agentEventKinds>;
  data: unknown;
}

export const isLast = ({ event }: LoggedEvent): boolean => event === 'done' || event === 'error';

/**
 * Takes a queued request to answer it, and logs its first event, `meta`.
 * @param db the system door
 * @returns false when somebody else has, or it has ended
 */
export async function beginRequest(
  db: Database,
  requestId: string,
  model: string,
): Promise<boolean> {
  const begun = await db.execute(sql`
    with begun as (
      update agent_requests set status = 'in_progress', model = ${model}
      where id = ${requestId} and status = 'queued'
      returning id, user_id, session_id
    )
    insert into agent_events (request_id, seq, user_id, event, data)
    select id, 1, user_id, 'meta',
      jsonb_build_object('request_id', id, 'session_id', session_id, 'model', ${model}::text)
    from begun
    returning seq`);
  return begun.length > 0;
}

/**
 * Logs a batch of events, unless the request has ended meanwhile; safe to repeat. The lock makes an
 * end wait, so that nothing follows a request's last event. Without events it only looks.
 *
 * @param db the system door
 * @returns whether the request is still in progress
 */
export async function appendEvents(
  db: Database,
  requestId: string,
  events: readonly LoggedEvent[],
): Promise<boolean> {
  const [row] = await db.execute<{ live: boolean }>(sql`
    with live as (
      select id, user_id from agent_requests
      where id = ${requestId} and status = 'in_progress' for share
    ), logged as (
      insert into agent_events (request_id, seq, user_id, event, data)
      select live.id, e.seq, live.user_id, e.event, e.data
      from live, jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
        as e (seq integer, event text, data jsonb)
      on conflict (request_id, seq) do nothing
    )
    select exists (select from live) as live`);
  return row!.live;
}

/** What was logged after `seq`, in order. */
export async function readEvents(
  db: Database,
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

/**
 * Ends a request that is in progress; one that has ended otherwise stays as it is.
 * @param db the system door
 */
export async function endRequest(db: Database, requestId: string, ending: Ending): Promise<void> {
  await db.update(agentRequests).set(ending)
    .where(and(eq(agentRequests.id, requestId), eq(agentRequests.status, 'in_progress')));
}
