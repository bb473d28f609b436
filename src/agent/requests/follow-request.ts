import { setTimeout as sleep } from 'node:timers/promises';
import type { CallerContext } from '../../db/context.ts';
import { requestStates } from '../../db/schema/agent/requests/agent-requests.ts';
import { isLast, type LoggedEvent, readEvents } from './event-log.ts';
import { readRequest } from './read-request.ts';

const QUICK_MS = 100;
const SLOW_MS = 500;
/** Within the time limit of an edge function; the client comes back with its last event's id. */
const MAX_MS = 120_000;

/**
 * Follows the events of a request after `seq`: those that are there, then each as it is logged,
 * until the last. No connection is held in between.
 *
 * @returns null when there is nothing after `seq` and never will be
 * @throws `agent_request_not_found`
 */
export async function followRequest(
  ctx: CallerContext,
  { request_id, seq }: { request_id: string; seq: number },
): Promise<AsyncIterable<LoggedEvent> | null> {
  const { status } = await readRequest(ctx, { request_id });
  const backlog = await readEvents(ctx.db, request_id, seq);
  return requestStates.isOver(status) && backlog.length === 0
    ? null
    : follow(ctx, request_id, seq, backlog);
}

async function* follow(
  { db }: CallerContext,
  requestId: string,
  seq: number,
  backlog: LoggedEvent[],
): AsyncGenerator<LoggedEvent> {
  const end = Date.now() + MAX_MS;
  let pause = QUICK_MS;
  for (let events = backlog;;) {
    for (const event of events) {
      yield event;
      seq = event.seq;
      if (isLast(event)) return;
    }
    if (Date.now() > end) return;
    pause = events.length > 0 ? QUICK_MS : Math.min(SLOW_MS, pause * 1.5);
    await sleep(pause);
    events = await readEvents(db, requestId, seq);
  }
}
